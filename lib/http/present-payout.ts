import { notCancelableReason, type Payout, type PayoutDestination } from "../core/payout";
import type { PayoutProof } from "../core/proof";
import type { CreatePayoutResult } from "../payouts/answer-intent";
import type { Presentable } from "./json";
import type { Presented } from "./route";

const createdStatus = 201;
const acceptedStatus = 202;

/** A payout that was made, or one of which it is not known yet whether Stripe has made it. */
export function presentCreatedPayout(result: CreatePayoutResult): Presented {
  if (result.kind === "created") {
    const location = `/api/payouts/${result.payout.id}`;
    return { status: createdStatus, body: presentPayout(result.payout), location };
  }
  const { intentId } = result;
  return {
    status: acceptedStatus,
    body: { intentId, status: "processing" },
    location: `/api/payout-intents/${intentId}`,
  };
}

/** A payout. `createdAt` is Stripe's own, `cancelable` says whether trying could succeed; Stripe has the last word. */
export function presentPayout(payout: Payout): Record<string, Presentable> {
  return {
    id: payout.id,
    stripePayoutId: payout.stripePayoutId,
    accountId: payout.accountId,
    amount: payout.amount.minor,
    currency: payout.amount.currency,
    status: payout.status,
    arrivalDate: payout.arrivalDate,
    method: payout.method,
    type: payout.type,
    sourceType: payout.sourceType,
    destination: payout.destination === null ? null : presentDestination(payout.destination),
    description: payout.description,
    failureCode: payout.failureCode,
    failureMessage: payout.failureMessage,
    automatic: payout.automatic,
    reconciliationStatus: payout.reconciliationStatus,
    reconciliation: payout.proof && presentProof(payout, payout.proof),
    traceId: payout.traceId === null ? null : { status: payout.traceId.status, value: payout.traceId.value },
    statementDescriptor: payout.statementDescriptor,
    applicationFeeAmount: payout.applicationFeeMinor,
    balanceTransactionId: payout.balanceTransactionId,
    failureBalanceTransactionId: payout.failureBalanceTransactionId,
    originalPayoutId: payout.originalPayoutId,
    reversedById: payout.reversedById,
    cancelable: notCancelableReason(payout) === null,
    metadata: payout.metadata,
    livemode: payout.livemode,
    createdBy: payout.createdBy,
    createdAt: payout.createdAt,
    updatedAt: payout.updatedAt,
  };
}

/** How far the transactions of a payout come to its amount. */
export function presentProof(payout: Payout, proof: PayoutProof): Record<string, Presentable> {
  return {
    status: payout.reconciliationStatus,
    // An estimate proves nothing, however well it comes out.
    state: proof.linkKind === "estimated" && proof.state === "proved" ? "estimated" : proof.state,
    linkKind: proof.linkKind,
    count: proof.count,
    sum: proof.explainedMinor,
    difference: proof.unexplainedMinor,
    checkedAt: proof.checkedAt,
  };
}

function presentDestination(destination: PayoutDestination): Presentable {
  const { id, kind, bankName, brand, last4, country, currency, status } = destination;
  return { id, kind, bankName, brand, last4, country, currency, status };
}
