import { roundToStep } from "./currency";
import { StripeRefusal } from "./errors";
import { emit } from "./events";
import { post, type RowDraft, worldSide } from "./ledger";
import { applicationFee, applicationId } from "./objects/application-fee";
import { charge as chargeObject } from "./objects/charge";
import { refund as refundObject } from "./objects/refund";
import { note } from "./oracle";
import type { ChargeRecord, FeeDetail, RefundRecord } from "./state";
import { addRecord, findRecord, newId, now, type World } from "./world";

/** Gives a customer money back, with the platform's share of it; Stripe keeps its own fee. */
export function makeRefund(world: World, charge: ChargeRecord, amount: number, reason: string | null): RefundRecord {
  if (charge.status !== "succeeded") throw new StripeRefusal(`Charge ${charge.id} has not succeeded.`);
  if (amount < 1 || amount > charge.amount - charge.amountRefunded) {
    throw new StripeRefusal(`Charge ${charge.id} cannot be refunded by ${amount}.`, {
      code: "charge_already_refunded",
    });
  }
  const { currency } = charge;
  const feeBack = roundToStep(((charge.applicationFeeAmount ?? 0) * amount) / charge.amount, currency);
  const id = newId(world, charge.account, charge.method === "card" ? "re" : "pyr");
  const row: RowDraft = {
    account: charge.account,
    type: charge.method === "card" ? "refund" : "payment_refund",
    category: "refund",
    amount: -amount,
    currency,
    availableOn: now(world),
    fees: returnedFee(feeBack, currency),
    source: id,
    description: "REFUND FOR CHARGE",
  };
  const feeRefundId = newId(world, world.state.platform.id, "fr");
  const rows = feeBack === 0 ? [row] : [row, platformRow(world, feeRefundId, currency, feeBack)];
  const [refundRow, feeRow] = post(world, { rows, others: [worldSide("cards", currency, amount)] });
  if (!refundRow) throw new Error("A refund made no row.");
  charge.amountRefunded += amount;
  if (feeRow) returnApplicationFee(world, charge, { id: feeRefundId, amount: feeBack, transaction: feeRow.id });
  const record = addRecord(world, charge.account, "refund", {
    id,
    account: charge.account,
    charge: charge.id,
    paymentIntent: charge.paymentIntent,
    amount,
    currency,
    created: now(world),
    transaction: refundRow.id,
    reason,
  });
  const status = "succeeded";
  note(world, "refunds", { account: charge.account, id, charge: charge.id, at: now(world), amount, currency, status });
  emit(world, charge.account, "refund.created", refundObject(record));
  emit(world, charge.account, "charge.refunded", chargeObject(charge), {
    amount_refunded: charge.amountRefunded - amount,
    refunded: false,
  });
  return record;
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

function returnApplicationFee(
  world: World,
  charge: ChargeRecord,
  refund: { id: string; amount: number; transaction: string },
): void {
  const fee = findRecord(world, world.state.platform.id, "application_fee", charge.applicationFee ?? "");
  if (!fee) throw new Error(`Charge ${charge.id} has no application fee to return.`);
  fee.refunds.unshift({ ...refund, created: now(world) });
  emit(world, null, "application_fee.refunded", applicationFee(fee));
}
