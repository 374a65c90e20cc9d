import { day } from "./calendar";
import { schedule } from "./clock";
import { roundToStep } from "./currency";
import { StripeRefusal } from "./errors";
import { emit } from "./events";
import { post, type RowDraft } from "./ledger";
import { applicationFee, applicationId } from "./objects/application-fee";
import { charge as chargeObject } from "./objects/charge";
import { refund as refundObject } from "./objects/refund";
import { note } from "./oracle";
import { buyerSide, settled } from "./settlement";
import type { ApplicationFeeRecord, ChargeRecord, FeeDetail, RefundRecord } from "./state";
import { reversalRows, reverseTransfer } from "./transfer-reversals";
import { addRecord, findRecord, newId, now, type World } from "./world";

const bankDays = 3;

/** Gives a customer money back, with the platform's share of it; Stripe keeps its own fee. */
export function makeRefund(world: World, charge: ChargeRecord, amount: number, reason: string | null): RefundRecord {
  checkRefund(charge, amount);
  const { account, currency, settlement } = charge;
  const fee = findRecord(world, world.state.platform.id, "application_fee", charge.applicationFee ?? "");
  const feeBack = fee ? feeToReturn(fee, amount / charge.amountCaptured) : 0;
  const isCard = charge.method === "card";
  const id = newId(world, account, isCard ? "re" : "pyr");
  const row: RowDraft = {
    account,
    type: isCard ? "refund" : "payment_refund",
    category: "refund",
    amount: -settled(charge, amount),
    currency: settlement,
    availableOn: now(world),
    fees: returnedFee(feeBack, settlement),
    source: id,
    description: "REFUND FOR CHARGE",
    rate: charge.rate,
  };
  const feeRefundId = newId(world, world.state.platform.id, "fr");
  const reversal = charge.sourceTransfer === null ? null : reversalRows(world, charge, amount);
  const rows = [row, ...(reversal?.rows ?? [])];
  if (feeBack > 0) rows.push(platformRow(world, feeRefundId, settlement, feeBack));
  const booked = post(world, { rows, others: buyerSide(charge, amount * -1) });
  charge.amountRefunded += amount;
  if (fee && feeBack > 0) {
    fee.refunds.unshift({
      id: feeRefundId,
      amount: feeBack,
      transaction: booked.at(-1)?.id ?? "",
      created: now(world),
    });
    emit(world, null, "application_fee.refunded", applicationFee(fee));
  }
  const record = addRecord(world, account, "refund", {
    id,
    account,
    charge: charge.id,
    paymentIntent: charge.paymentIntent,
    amount,
    currency,
    created: now(world),
    // A bank takes days to say whether it takes the money.
    status: isCard || reversal ? "succeeded" : "pending",
    transaction: booked[0]?.id ?? "",
    failureTransaction: null,
    failureReason: null,
    reason,
    transferReversal: reversal && reverseTransfer(world, { charge, amount, reversal, booked, paymentRefund: id }),
  });
  note(world, "refunds", { account, id, charge: charge.id, at: now(world), amount, currency, status: record.status });
  if (record.status === "pending") schedule(world, now(world) + bankDays * day, "refund_resolve", account, id);
  announceRefund(world, charge, record);
  return record;
}

function checkRefund(charge: ChargeRecord, amount: number): void {
  if (charge.status !== "succeeded" || !charge.isCaptured) {
    throw new StripeRefusal(`Charge ${charge.id} has not succeeded.`);
  }
  if (amount >= 1 && amount <= charge.amountCaptured - charge.amountRefunded) return;
  throw new StripeRefusal(`Charge ${charge.id} cannot be refunded by ${amount}.`, { code: "charge_already_refunded" });
}

function feeToReturn(fee: ApplicationFeeRecord, share: number): number {
  const returned = fee.refunds.reduce((sum, refund) => sum + refund.amount, 0);
  return Math.min(fee.amount - returned, roundToStep(fee.amount * share, fee.currency));
}

function returnedFee(amount: number, currency: string): FeeDetail[] {
  if (amount === 0) return [];
  const description = "Application fee refund";
  return [{ amount: -amount, application: applicationId, currency, description, type: "application_fee" }];
}

function platformRow(world: World, source: string, currency: string, amount: number): RowDraft {
  return {
    account: world.state.platform.id,
    type: "application_fee_refund",
    category: "platform_earning_refund",
    amount: -amount,
    currency,
    availableOn: now(world),
    source,
  };
}

function announceRefund(world: World, charge: ChargeRecord, record: RefundRecord): void {
  emit(world, charge.account, "refund.created", refundObject(record));
  emit(world, charge.account, "charge.refunded", chargeObject(charge), {
    amount_refunded: charge.amountRefunded - record.amount,
    refunded: false,
  });
}
