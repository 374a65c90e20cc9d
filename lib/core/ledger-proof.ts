import type { StripeAccountId } from "./ids";
import type { Money } from "./money";

/**
 * equal: our rows come to Stripe's balance. differs: they do not, though they should. moved: Stripe's balance has
 * changed since the ledger was last read, so the two cannot be compared. unread: the first sync is not complete.
 */
export const ledgerProofStates = ["equal", "differs", "moved", "unread"] as const;
export type LedgerProofState = (typeof ledgerProofStates)[number];

/** What the stored balance transactions of one account and currency come to, against the balance that Stripe gives. */
export type LedgerProof = {
  readonly accountId: StripeAccountId;
  readonly state: LedgerProofState;
  /** The sum of nets. */
  readonly ledger: Money;
  /** Available and pending together; null when no balance was read yet. */
  readonly stripe: Money | null;
  /** What Stripe has more than the ledger; null when there is nothing to compare. */
  readonly difference: Money | null;
  /** The last moment at which Stripe gave this balance. */
  readonly asOf: Date | null;
  /** The end of the last sync at which the two were equal; null when they never were. */
  readonly equalAt: Date | null;
  /** Balance transactions in the sum. */
  readonly count: number;
  /** Creation time of the first of them. */
  readonly oldestAt: Date | null;
};

type Sums = {
  /** Of every stored row. */
  readonly ledgerMinor: bigint;
  /** Of the rows created up to the moment of the balance. */
  readonly ledgerMinorThen: bigint;
  readonly stripeMinor: bigint;
};

/**
 * Compares a ledger with a balance that was first seen at `balanceTakenAt`, when the ledger is complete up to
 * `syncedUpTo`. Rows may come between the two readings, so the ledger as it was then counts as well as the whole.
 * At rest the two are equal per currency: available and pending are the nets of the rows of balance type `payments`.
 */
export function judgeLedger(
  { ledgerMinor, ledgerMinorThen, stripeMinor }: Sums,
  { balanceTakenAt, syncedUpTo }: { balanceTakenAt: Date; syncedUpTo: Date | null },
): { readonly state: LedgerProofState; readonly ledgerMinor: bigint } {
  if (syncedUpTo === null) return { state: "unread", ledgerMinor };
  if (ledgerMinor === stripeMinor) return { state: "equal", ledgerMinor };
  if (ledgerMinorThen === stripeMinor) return { state: "equal", ledgerMinor: ledgerMinorThen };
  return { state: balanceTakenAt > syncedUpTo ? "moved" : "differs", ledgerMinor };
}
