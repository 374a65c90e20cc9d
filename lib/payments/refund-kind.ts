import { sql } from "drizzle-orm";
import type { StripeRefund } from "../core/refund";
import { instantColumn, type MirroredKind, minorColumn, textColumn } from "./mirrored-kind";

/** Money given back. The customer's bank may take days to accept a refund, or to send it back. */
export const refundKind: MirroredKind<StripeRefund> = {
  name: "refund",
  table: "refunds",
  key: "stripe_refund_id",
  columns: [
    textColumn("stripe_charge_id", (row) => row.stripeChargeId),
    textColumn("payment_intent_id", (row) => row.paymentIntentId),
    minorColumn("amount", (row) => row.amountMinor),
    textColumn("currency", (row) => row.currency),
    textColumn("status", (row) => row.status),
    textColumn("reason", (row) => row.reason),
    textColumn("failure_reason", (row) => row.failureReason),
    textColumn("balance_transaction_id", (row) => row.balanceTransactionId),
    textColumn("failure_balance_transaction_id", (row) => row.failureBalanceTransactionId),
    instantColumn("created", (row) => row.createdAt),
  ],
  unsettled: sql`status in ('pending', 'requires_action')`,
  idOf: (row) => row.stripeRefundId,
  createdAt: (row) => row.createdAt,
  get: (gateway, id) => gateway.getRefund(id),
  list: (gateway, request) => gateway.listRefunds(request),
};
