import { StripeRefusal } from "./errors";
import { emit } from "./events";
import { postRow } from "./ledger";
import { charge as chargeObject } from "./objects/charge";
import { refund as refundObject } from "./objects/refund";
import { amend } from "./oracle";
import { buyerSide, settled } from "./settlement";
import type { RefundRecord } from "./state";
import { findRecord, now, type World } from "./world";

/** The buyer's bank has taken the money. */
export function succeedRefund(world: World, record: RefundRecord): void {
  if (record.status !== "pending") return;
  record.status = "succeeded";
  amend(world, "refunds", record.id, { status: "succeeded" });
  emit(world, record.account, "refund.updated", refundObject(record), { status: "pending" });
}

/** The buyer's bank has sent the money back: it is the account's again, without the platform's share of it. */
export function failRefund(world: World, record: RefundRecord): void {
  const charge = findRecord(world, record.account, "charge", record.charge);
  if (!charge || record.status === "failed" || record.transferReversal !== null) {
    throw new StripeRefusal(`Refund ${record.id} cannot fail.`);
  }
  const before = { status: record.status, amount_refunded: charge.amountRefunded };
  const row = postRow(
    world,
    {
      account: record.account,
      type: "refund_failure",
      category: "refund_failure",
      amount: settled(charge, record.amount),
      currency: charge.settlement,
      availableOn: now(world),
      source: record.id,
      description: "REFUND FAILURE",
      rate: charge.rate,
    },
    buyerSide(charge, record.amount),
  );
  record.status = "failed";
  record.failureReason = "lost_or_stolen_card";
  record.failureTransaction = row.id;
  charge.amountRefunded -= record.amount;
  amend(world, "refunds", record.id, { status: "failed" });
  emit(world, record.account, "refund.updated", refundObject(record), { status: before.status });
  emit(world, record.account, "refund.failed", refundObject(record));
  emit(world, record.account, "charge.updated", chargeObject(charge), { amount_refunded: before.amount_refunded });
}
