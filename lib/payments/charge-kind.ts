import { sql } from "drizzle-orm";
import type { StripeCharge } from "../core/charge";
import { booleanColumn, instantColumn, type MirroredKind, minorColumn, textColumn } from "./mirrored-kind";

/** Payments that were tried. A pending one settles by itself, and an authorization is captured or expires. */
export const chargeKind: MirroredKind<StripeCharge> = {
  name: "charge",
  table: "charges",
  key: "stripe_charge_id",
  columns: [
    minorColumn("amount", (row) => row.amountMinor),
    minorColumn("amount_captured", (row) => row.amountCapturedMinor),
    minorColumn("amount_refunded", (row) => row.amountRefundedMinor),
    textColumn("currency", (row) => row.currency),
    textColumn("status", (row) => row.status),
    booleanColumn("captured", (row) => row.isCaptured),
    booleanColumn("refunded", (row) => row.isRefunded),
    booleanColumn("disputed", (row) => row.isDisputed),
    textColumn("stripe_customer_id", (row) => row.stripeCustomerId),
    textColumn("customer_key", (row) => row.customerKey),
    textColumn("billing_email", (row) => row.billingEmail),
    textColumn("billing_name", (row) => row.billingName),
    textColumn("description", (row) => row.description),
    textColumn("payment_intent_id", (row) => row.paymentIntentId),
    textColumn("method_type", (row) => row.methodType),
    minorColumn("application_fee_amount", (row) => row.applicationFeeMinor),
    textColumn("balance_transaction_id", (row) => row.balanceTransactionId),
    textColumn("source_transfer_id", (row) => row.sourceTransferId),
    textColumn("failure_code", (row) => row.failureCode),
    instantColumn("created", (row) => row.createdAt),
  ],
  unsettled: sql`status = 'pending' or (status = 'succeeded' and not captured and not refunded)`,
  idOf: (row) => row.stripeChargeId,
  createdAt: (row) => row.createdAt,
  get: (gateway, id) => gateway.getCharge(id),
  list: (gateway, request) => gateway.listCharges(request),
};
