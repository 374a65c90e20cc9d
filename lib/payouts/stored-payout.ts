import { and, eq, getTableColumns, type InferSelectModel } from "drizzle-orm";
import { connectedAccounts, payoutIntents, payoutReconciliations, payouts } from "@/db/schema";
import type { StoredDestination } from "@/db/stored";
import type { OrgTransaction } from "@/db/with-org";
import { toCurrency } from "../core/currency";
import { toStripeAccountId } from "../core/ids";
import { money } from "../core/money";
import type { Payout, PayoutDestination, StripePayout } from "../core/payout";
import type { PayoutProof } from "../core/proof";

export type PayoutRecord = InferSelectModel<typeof payouts>;

type ProofRecord = InferSelectModel<typeof payoutReconciliations>;
type Joined = { row: PayoutRecord; accountId: string; createdBy: string | null; proof: ProofRecord | null };

/** Payouts with Stripe's id of their account, the name of who asked for them through us, and their stored proof. */
export function selectPayouts(tx: OrgTransaction) {
  return tx
    .select({
      row: getTableColumns(payouts),
      accountId: connectedAccounts.stripeAccountId,
      createdBy: payoutIntents.createdBy,
      proof: payoutReconciliations,
    })
    .from(payouts)
    .innerJoin(
      connectedAccounts,
      and(
        eq(connectedAccounts.organizationId, payouts.organizationId),
        eq(connectedAccounts.id, payouts.connectedAccountId),
      ),
    )
    .leftJoin(
      payoutIntents,
      and(eq(payoutIntents.organizationId, payouts.organizationId), eq(payoutIntents.id, payouts.intentId)),
    )
    .leftJoin(
      payoutReconciliations,
      and(
        eq(payoutReconciliations.organizationId, payouts.organizationId),
        eq(payoutReconciliations.payoutId, payouts.id),
      ),
    );
}

/** A stored payout in our types. */
export function toPayout({ row, accountId, createdBy, proof }: Joined): Payout {
  const currency = toCurrency(row.currency);
  return {
    id: row.id,
    accountId: toStripeAccountId(accountId),
    stripePayoutId: row.stripePayoutId,
    amount: money(row.amount, currency),
    status: row.status,
    arrivalDate: row.arrivalDate,
    createdAt: row.created,
    automatic: row.automatic,
    method: row.method,
    type: row.type,
    sourceType: row.sourceType,
    destination: row.destination && toDestination(row.destination),
    description: row.description,
    statementDescriptor: row.statementDescriptor,
    failureCode: row.failureCode,
    failureMessage: row.failureMessage,
    balanceTransactionId: row.balanceTransactionId,
    failureBalanceTransactionId: row.failureBalanceTransactionId,
    originalPayoutId: row.originalPayoutId,
    reversedById: row.reversedById,
    reconciliationStatus: row.reconciliationStatus,
    traceId: row.traceIdStatus === null ? null : { status: row.traceIdStatus, value: row.traceIdValue },
    applicationFeeMinor: row.applicationFeeAmount,
    metadata: row.metadata,
    livemode: row.livemode,
    updatedAt: row.updatedAt,
    createdBy,
    proof: proof && toProof(row, proof),
  };
}

/** One made by hand that came to nothing holds no money from the moment on that it is known. */
function toProof({ automatic, status }: PayoutRecord, proof: ProofRecord): PayoutProof | null {
  if (!automatic && (status === "failed" || status === "canceled")) return null;
  return {
    state: proof.state,
    linkKind: automatic ? "stripe" : "estimated",
    count: proof.rowCount,
    explainedMinor: proof.explained,
    unexplainedMinor: proof.unexplained,
    checkedAt: proof.checkedAt,
  };
}

/** What a fetch of a payout says, as columns. */
export function toPayoutColumns(payout: StripePayout) {
  return {
    amount: payout.amount.minor,
    currency: payout.amount.currency,
    status: payout.status,
    arrivalDate: payout.arrivalDate,
    created: payout.createdAt,
    automatic: payout.automatic,
    method: payout.method,
    type: payout.type,
    sourceType: payout.sourceType,
    destination: payout.destination && toStoredDestination(payout.destination),
    description: payout.description,
    statementDescriptor: payout.statementDescriptor,
    failureCode: payout.failureCode,
    failureMessage: payout.failureMessage,
    balanceTransactionId: payout.balanceTransactionId,
    failureBalanceTransactionId: payout.failureBalanceTransactionId,
    originalPayoutId: payout.originalPayoutId,
    reversedById: payout.reversedById,
    reconciliationStatus: payout.reconciliationStatus,
    traceIdStatus: payout.traceId?.status ?? null,
    traceIdValue: payout.traceId?.value ?? null,
    applicationFeeAmount: payout.applicationFeeMinor,
    metadata: { ...payout.metadata },
    livemode: payout.livemode,
  };
}

function toDestination(stored: StoredDestination): PayoutDestination {
  return { ...stored, currency: stored.currency === null ? null : toCurrency(stored.currency) };
}

function toStoredDestination({ id, kind, bankName, brand, last4, country, currency, status }: PayoutDestination) {
  return { id, kind, bankName, brand, last4, country, currency, status } satisfies StoredDestination;
}
