import type { ReactNode } from "react";
import type { Money } from "@/lib/core/money";
import { CurrencyCode, MoneyText } from "../money-text";
import { ProofMark, Ruled } from "../proof-mark";
import { type BalanceRow, sourceLabel } from "./balance-rows";
import type { LedgerProof } from "./ledger-proof";

/** The balance of one currency: what it comes to, whether the rows prove it, and its parts. */
export function BalanceHero({
  row,
  proof,
  rowsHref,
  checked,
  releaseNote,
}: {
  row: BalanceRow;
  proof: LedgerProof;
  /** Where the rows are that add up. */
  rowsHref: string;
  /** When the rows were last compared, in words. */
  checked: ReactNode;
  /** When the pending part becomes available. */
  releaseNote: string | null;
}) {
  return (
    <section className="balhero" aria-labelledby="total">
      <div>
        <h2 id="total" className="muted font-normal">
          Total <CurrencyCode currency={row.currency} />
        </h2>
        <p className="figure-lead">
          <Ruled state={proof.state}>
            <MoneyText value={row.total} />
          </Ruled>
        </p>
        <p className="mt-2">
          <ProofMark state={proof.state} href={rowsHref}>
            {proof.words}
          </ProofMark>
        </p>
        <p className="muted text-12">{checked}</p>
      </div>
      <dl className="parts">
        <Part label="Available" amount={row.available}>
          {row.sources.map(({ sourceType, amount }) => (
            <span key={sourceType} className="block">
              {sourceLabel(sourceType)} <MoneyText value={amount} />
            </span>
          ))}
        </Part>
        <Part label="Pending" amount={row.pending}>
          {releaseNote}
        </Part>
        <Part label="Reserved" amount={row.reserved}>
          {row.reserved && "Held by Stripe, not in the total"}
        </Part>
        <Part label="Instant" amount={row.instant}>
          {row.instant && "Part of available and pending"}
        </Part>
      </dl>
    </section>
  );
}

function Part({ label, amount, children }: { label: string; amount: Money | null; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{amount === null ? <span className="muted">–</span> : <MoneyText value={amount} />}</dd>
      <dd className="s">{children}</dd>
    </div>
  );
}
