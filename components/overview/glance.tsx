import type { ReactNode } from "react";
import type { Money } from "@/lib/core/money";
import { MoneyText } from "../money-text";
import { ProofMark } from "../proof-mark";
import { Sparkline } from "../reports/sparkline";

type GlanceProps = {
  total: Money;
  /** What the ledger's rows prove, in words and with the way to them; null where they do not. */
  proof: { readonly words: string; readonly href: string } | null;
  /** How it stands to the time before. */
  since: ReactNode;
  /** By day; heights only. */
  values: readonly number[];
  color: string;
  /** What the line shows, for those who cannot see it. */
  label: string;
  ends: readonly [string, string];
  /** Words about currencies that are not in the figure. */
  others: ReactNode;
};

/** One figure of the last 30 days, how it came about, and how it stands to those before. */
export function Glance({ total, proof, since, values, color, label, ends, others }: GlanceProps) {
  return (
    <>
      <p className="figline">
        <span className="arr__fig">
          <MoneyText value={total} code />
        </span>
        {proof && (
          <ProofMark state="proved" href={proof.href}>
            {proof.words}
          </ProofMark>
        )}
      </p>
      <p className="second mb-3.5">{since}</p>
      <Sparkline values={values} isLastOpen color={color} label={label} ends={ends} />
      {others && <p className="report__note">{others}</p>}
    </>
  );
}
