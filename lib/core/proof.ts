/**
 * proved: the transactions that Stripe ties to the payout come to its amount. differs: they do not. open: Stripe has
 * not completed their list, or we have not read it yet.
 */
export const payoutProofStates = ["proved", "differs", "open"] as const;
export type PayoutProofState = (typeof payoutProofStates)[number];

/** What does not come out as it should, and is shown until it does. */
export const findingKinds = ["payout_unexplained", "ledger_drift"] as const;
export type FindingKind = (typeof findingKinds)[number];

/** equal: our rows come to Stripe's balance. differs: they do not, though nothing moved while both were read. */
export const ledgerCheckStates = ["equal", "differs"] as const;
export type LedgerCheckState = (typeof ledgerCheckStates)[number];

/** stripe: Stripe ties the transactions to the payout. estimated: they are attributed to it by a rule of ours. */
export const linkKinds = ["stripe", "estimated"] as const;
export type LinkKind = (typeof linkKinds)[number];

/** How far the transactions of a payout come to its amount, as of when they were last added up. In minor units. */
export type PayoutProof = {
  readonly state: PayoutProofState;
  readonly linkKind: LinkKind;
  /** Transactions in the sum, the payout's own row left out. */
  readonly count: number;
  readonly explainedMinor: bigint;
  /** The payout's amount less what is explained. */
  readonly unexplainedMinor: bigint;
  readonly checkedAt: Date;
};
