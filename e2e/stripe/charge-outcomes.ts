import { announceIntent } from "./announce-charge";
import { bookCharge } from "./book-charge";
import { StripeRefusal } from "./errors";
import { emit } from "./events";
import { postRow, type RowDraft } from "./ledger";
import { charge as chargeObject } from "./objects/charge";
import { amend } from "./oracle";
import { buyerSide, settled } from "./settlement";
import type { ChargeRecord } from "./state";
import { accountOf, now, type World } from "./world";

/** A bank debit has settled. */
export function succeedCharge(world: World, record: ChargeRecord): void {
  record.status = "succeeded";
  amend(world, "charges", record.id, { succeeded: true });
  emit(world, record.account, "charge.succeeded", chargeObject(record));
  announceIntent(world, record, "payment_intent.succeeded");
}

/** A bank debit has bounced after it was booked: the row stays, and a second one takes the amount back. */
export function failCharge(world: World, record: ChargeRecord): void {
  record.status = "failed";
  record.failureCode = "insufficient_funds";
  amend(world, "charges", record.id, { captured: 0 });
  const row: RowDraft = {
    account: record.account,
    type: "payment_failure_refund",
    category: "charge_failure",
    amount: -settled(record, record.amountCaptured),
    currency: record.settlement,
    availableOn: now(world),
    source: record.id,
    description: `REFUND FOR FAILED PAYMENT (${record.id})`,
    rate: record.rate,
  };
  record.failureTransaction = postRow(world, row, buyerSide(record, -record.amountCaptured)).id;
  record.amountCaptured = 0;
  record.isCaptured = false;
  emit(world, record.account, "charge.failed", chargeObject(record));
  announceIntent(world, record, "payment_intent.payment_failed");
}

/** Takes all or a part of an amount that was held on a card; what is not taken goes back to the buyer at once. */
export function captureCharge(world: World, record: ChargeRecord, amount: number): void {
  if (record.isCaptured || record.isExpired || record.status !== "succeeded") {
    throw new StripeRefusal(`Charge ${record.id} has nothing to capture.`, { code: "charge_already_captured" });
  }
  if (amount < 1 || amount > record.amount) {
    throw new StripeRefusal(`Charge ${record.id} cannot be captured by ${amount}.`, { code: "amount_too_large" });
  }
  record.isCaptured = true;
  record.amountCaptured = amount;
  amend(world, "charges", record.id, { captured: amount });
  bookCharge(world, accountOf(world, record.account), record, false);
  emit(world, record.account, "charge.captured", chargeObject(record));
  announceIntent(world, record, "payment_intent.succeeded");
}

/** The hold on the card has run out unused. */
export function expireCharge(world: World, record: ChargeRecord): void {
  if (record.isCaptured) return;
  record.isExpired = true;
  emit(world, record.account, "charge.expired", chargeObject(record));
  announceIntent(world, record, "payment_intent.canceled");
}
