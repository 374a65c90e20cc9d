import Link from "next/link";
import type { ComponentProps } from "react";
import { formatMoney, money } from "@/lib/core/money";
import type { Payout } from "@/lib/core/payout";
import { MoneyText } from "../money-text";
import type { Clock } from "../time";
import { TimeText } from "../time-text";
import { transactionLabel } from "../transactions/transaction-words";
import { Note } from "../ui/note";
import { SyncPayoutButton } from "./sync-payout-button";

/** A row that alone would explain the difference. */
export type Candidate = {
  readonly stripeBalanceTxnId: string;
  readonly reason: "missing" | "twice" | "extra";
  readonly type: string;
  readonly reportingCategory: string;
  readonly description: string | null;
  readonly netMinor: bigint;
  readonly createdAt: Date;
};

type DifferenceNoteProps = {
  payout: Payout;
  /** The likeliest first. */
  candidates: readonly Candidate[];
  transactionsPath: string;
  clock: Clock;
  /** Reads this payout's rows from Stripe again; null for those who may not. */
  syncAgain: ComponentProps<typeof SyncPayoutButton>["action"] | null;
};

/**
 * Says how far the transactions are from the payout, in which direction and what it may come from, with a way to read
 * them again; nothing when they agree.
 */
export function DifferenceNote({ payout, candidates, transactionsPath, clock, syncAgain }: DifferenceNoteProps) {
  const { proof } = payout;
  if (proof?.state !== "differs") return null;
  const { explainedMinor, unexplainedMinor } = proof;
  const { currency } = payout.amount;
  const size = money(unexplainedMinor < 0n ? -unexplainedMinor : unexplainedMinor, currency);
  return (
    <Note kind="bad" className="mb-8">
      <p>
        <b>
          Transactions add up to {formatMoney(money(explainedMinor, currency))}, {formatMoney(size)}{" "}
          {unexplainedMinor > 0n ? "less" : "more"} than the payout.
        </b>{" "}
        {candidates.length === 0
          ? "No single transaction nearby is exactly that much."
          : "It may come from one of these, the likeliest first:"}
      </p>
      {candidates.length > 0 && (
        <ul className="mt-2 grid gap-1">
          {candidates.map((row) => (
            <li key={row.stripeBalanceTxnId}>
              <Link className="under" href={`${transactionsPath}/${row.stripeBalanceTxnId}`}>
                {transactionLabel(row)} <MoneyText value={money(row.netMinor, currency)} />
              </Link>{" "}
              <span className="second">
                <TimeText at={row.createdAt} clock={clock} />
                {row.description && ` · ${row.description}`} · {reasons[row.reason]}
              </span>
            </li>
          ))}
        </ul>
      )}
      {syncAgain && (
        <div className="mt-3">
          <SyncPayoutButton payoutId={payout.id} action={syncAgain} />
        </div>
      )}
    </Note>
  );
}

const reasons: Record<Candidate["reason"], string> = {
  missing: "not tied to any payout",
  twice: "tied to this payout beside another just like it",
  extra: "tied to this payout",
};
