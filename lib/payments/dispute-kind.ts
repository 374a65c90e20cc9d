import { sql } from "drizzle-orm";
import { closedDisputeStatuses, type StripeDispute } from "../core/dispute";
import { countColumn, instantColumn, type MirroredKind, minorColumn, textColumn } from "./mirrored-kind";

/** Contested payments, which stay open for weeks until the bank decides. */
export const disputeKind: MirroredKind<StripeDispute> = {
  name: "dispute",
  table: "disputes",
  key: "stripe_dispute_id",
  columns: [
    textColumn("stripe_charge_id", (row) => row.stripeChargeId),
    minorColumn("amount", (row) => row.amountMinor),
    textColumn("currency", (row) => row.currency),
    textColumn("status", (row) => row.status),
    textColumn("reason", (row) => row.reason),
    instantColumn("due_by", (row) => row.dueAt),
    countColumn("balance_transactions", (row) => row.balanceTransactions),
    instantColumn("created", (row) => row.createdAt),
  ],
  unsettled: sql`status <> all(${sql.param([...closedDisputeStatuses])}::text[])`,
  idOf: (row) => row.stripeDisputeId,
  createdAt: (row) => row.createdAt,
  get: (gateway, id) => gateway.getDispute(id),
  list: (gateway, request) => gateway.listDisputes(request),
};
