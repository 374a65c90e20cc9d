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
export type DisputeStatus = "needs_response" | "won" | "lost" | "warning_needs_response" | "warning_closed";

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
export type SubscriptionStatus = "incomplete" | "incomplete_expired" | "trialing" | "active" | "past_due" | "canceled";

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

export function emptyOracle(): Oracle {
  return { charges: [], refunds: [], disputes: [], fees: [], subscriptions: [], customers: [] };
}

type Holder = { state: { oracle: Oracle } };

/**
 * Everything that scenarios made happen on connected accounts so far, in order of happening: a second telling of the
 * world's history, written where things are done and not read from what is served. Later scenarios do not change the
 * copy. A test asks its emulator for it: `emulator.oracle()`.
 */
export function oracleOf({ state }: Holder): Oracle {
  return structuredClone(state.oracle);
}

/** Writes down what has just been done. */
export function note<Kind extends keyof Facts>({ state }: Holder, kind: Kind, fact: Facts[Kind]): void {
  const facts: Facts[Kind][] = state.oracle[kind];
  facts.push(fact);
}

/** Writes down how it went on with something that was noted before; throws when it never was. */
export function amend<Kind extends keyof Facts>(
  { state }: Holder,
  kind: Kind,
  id: string,
  change: Partial<Facts[Kind]>,
): void {
  const facts: Facts[Kind][] = state.oracle[kind];
  const fact = facts.findLast((known) => known.id === id);
  if (!fact) throw new Error(`Nothing was noted of ${id}.`);
  Object.assign(fact, change);
}
