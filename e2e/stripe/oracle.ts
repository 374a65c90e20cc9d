import type { DisputeStatus } from "./payment-records";
import type { TransactionRecord } from "./state";
import type { World } from "./world";

/** What happened on an account, as the scenario that made it happen says it. Times are seconds, amounts minor units. */
export type ChargeFact = {
  account: string;
  /** The charge's own id, as in every fact the id of what it tells of. */
  id: string;
  /** When the payment was tried; it counts at this time, whenever its outcome is known. */
  at: number;
  currency: string;
  amount: number;
  /** What was taken of `amount`; 0 for a payment that is only authorized, has failed or expired. */
  captured: number;
  /** False while the outcome is open, and for payments that failed. */
  succeeded: boolean;
  customer: string | null;
  /** As the buyer typed it. */
  email: string | null;
  name: string | null;
};

export type RefundFact = {
  account: string;
  id: string;
  charge: string;
  at: number;
  amount: number;
  currency: string;
  /** A failed refund gave nothing back. */
  status: "pending" | "succeeded" | "failed";
};

export type DisputeFact = {
  account: string;
  id: string;
  charge: string;
  at: number;
  amount: number;
  currency: string;
  /** The `warning_` ones are inquiries, which take no money. */
  status: DisputeStatus;
};

/** One thing that Stripe or the platform took (positive) or gave back (negative). */
export type FeeFact = {
  account: string;
  /** The ledger row it stands on; one row may carry several. */
  id: string;
  at: number;
  currency: string;
  amount: number;
  /** Of the fee detail, or of the row itself where the whole row is a fee. */
  type: string;
  isWholeRow: boolean;
  rowType: string;
  /** The row's reporting category. */
  category: string;
  source: string | null;
};

export type SubscriptionFact = {
  account: string;
  id: string;
  customer: string;
  start: number;
  /** When it was really over. */
  ended: number | null;
  status: SubscriptionStatus;
};
export type SubscriptionStatus =
  | "incomplete"
  | "incomplete_expired"
  | "trialing"
  | "active"
  | "past_due"
  | "paused"
  | "canceled";

export type CustomerFact = {
  account: string;
  id: string;
  at: number;
  email: string | null;
  name: string | null;
  deletedAt: number | null;
};

export type Facts = {
  charges: ChargeFact;
  refunds: RefundFact;
  disputes: DisputeFact;
  fees: FeeFact;
  subscriptions: SubscriptionFact;
  customers: CustomerFact;
};
export type Oracle = { [Kind in keyof Facts]: Facts[Kind][] };
/** What is written down as it happens; fees are told by the ledger's own rows. */
export type Notes = Omit<Oracle, "fees">;

export function emptyNotes(): Notes {
  return { charges: [], refunds: [], disputes: [], subscriptions: [], customers: [] };
}

/**
 * Everything that scenarios made happen on connected accounts so far, in order of happening: a second telling of the
 * world's history, written where things are done and not read from what is served. Later scenarios do not change the
 * copy. A test asks its emulator for it: `emulator.oracle()`.
 */
export function oracleOf({ state }: World): Oracle {
  const fees = Object.keys(state.accounts).flatMap((account) =>
    (state.books[account]?.balance_transaction ?? []).flatMap(feesOn),
  );
  return { ...structuredClone(state.notes), fees };
}

/** Stripe's reporting categories of rows that are a fee as a whole. */
const feeCategories = new Set(["fee", "tax", "network_cost"]);

function feesOn(row: TransactionRecord): FeeFact[] {
  const { account, id, created: at, currency, type: rowType, category, source } = row;
  const shared = { account, id, at, currency, rowType, category, source };
  const details = row.fees.map(({ type, amount }) => ({ ...shared, amount, type, isWholeRow: false }));
  if (!feeCategories.has(category)) return details;
  return [...details, { ...shared, amount: -row.amount, type: rowType, isWholeRow: true }];
}

/** Writes down what has just been done. */
export function note<Kind extends keyof Notes>({ state }: World, kind: Kind, fact: Facts[Kind]): void {
  const facts: Facts[Kind][] = state.notes[kind];
  facts.push(fact);
}

/** Writes down how it went on with something that was noted before; throws when it never was. */
export function amend<Kind extends keyof Notes>(
  { state }: World,
  kind: Kind,
  id: string,
  change: Partial<Facts[Kind]>,
): void {
  const facts: Facts[Kind][] = state.notes[kind];
  const fact = facts.findLast((known) => known.id === id);
  if (!fact) throw new Error(`Nothing was noted of ${id}.`);
  Object.assign(fact, change);
}
