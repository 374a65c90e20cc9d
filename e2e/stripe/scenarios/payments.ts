import { captureCharge } from "../charge-outcomes";
import { type ChargeDraft, makeCharge } from "../charges";
import { closeDispute, openDispute } from "../disputes";
import { StripeRefusal } from "../errors";
import { integer, type JsonObject, text } from "../json";
import { makePayment } from "../payments";
import { failRefund } from "../refund-outcomes";
import { makeRefund } from "../refunds";
import type { AccountRecord, ChargeRecord } from "../state";
import { bookOf, findRecord, type World } from "../world";
import { defaultAmount, type Scenario } from "./scenario";

/** What every kind of charge can be told. */
function draftOf(params: JsonObject): ChargeDraft {
  return {
    amount: integer(params, "amount") ?? defaultAmount,
    currency: text(params, "currency"),
    customer: text(params, "customer"),
    description: text(params, "description"),
    email: text(params, "email"),
    name: text(params, "name"),
    availableNow: params.available === true,
  };
}

/** `count` charges that differ in nothing. */
function chargeWith(extra: Partial<ChargeDraft>): Scenario {
  return (world, account, params) => {
    const ids = Array.from(
      { length: integer(params, "count") ?? 1 },
      () => makeCharge(world, account, { ...draftOf(params), ...extra }).id,
    );
    return { id: ids[0], ids };
  };
}

/** The charge that is named, else the newest one that fits. */
function chargeOf(
  world: World,
  account: AccountRecord,
  params: JsonObject,
  fits: (record: ChargeRecord) => boolean,
): ChargeRecord {
  const id = text(params, "charge");
  const found =
    id === undefined ? bookOf(world, account.id).charge.findLast(fits) : findRecord(world, account.id, "charge", id);
  if (!found) throw new StripeRefusal(`Account ${account.id} has no such charge.`);
  return found;
}

const isRefundable = (record: ChargeRecord): boolean =>
  record.status === "succeeded" && !record.disputed && record.amountRefunded < record.amountCaptured;
const isDisputable = (record: ChargeRecord): boolean => isRefundable(record) && record.sourceTransfer === null;
const isHeld = (record: ChargeRecord): boolean =>
  record.status === "succeeded" && !record.isCaptured && !record.isExpired;

const fxCharge: Scenario = (world, account, params) => {
  const currency = text(params, "currency") ?? (account.currency === "eur" ? "usd" : "eur");
  return { id: makeCharge(world, account, { ...draftOf(params), currency, exchanged: true }).id };
};

const capture: Scenario = (world, account, params) => {
  const record = chargeOf(world, account, params, isHeld);
  captureCharge(world, record, integer(params, "amount") ?? record.amount);
  return { id: record.id };
};

const payment: Scenario = (world, account, params) => {
  const { amount, description, email, name } = draftOf(params);
  return { id: makePayment(world, account, { amount, description, email, name }).id };
};

const refund: Scenario = (world, account, params) => {
  const record = chargeOf(world, account, params, isRefundable);
  const amount = integer(params, "amount") ?? record.amountCaptured - record.amountRefunded;
  return { id: makeRefund(world, record, amount, "requested_by_customer").id, charge: record.id };
};

const refundFail: Scenario = (world, account, params) => {
  const id = text(params, "refund");
  const book = bookOf(world, account.id).refund;
  const found =
    id === undefined
      ? book.findLast((record) => record.status !== "failed" && record.transferReversal === null)
      : findRecord(world, account.id, "refund", id);
  if (!found) throw new StripeRefusal(`Account ${account.id} has no such refund.`);
  failRefund(world, found);
  return { id: found.id };
};

function disputeWith(isInquiry: boolean): Scenario {
  return (world, account, params) => {
    const reason = text(params, "reason") ?? "fraudulent";
    const dispute = openDispute(world, chargeOf(world, account, params, isDisputable), { reason, isInquiry });
    return { id: dispute.id, charge: dispute.charge };
  };
}

function closeWith(status: "won" | "lost" | "warning_closed"): Scenario {
  const openStatus = status === "warning_closed" ? "warning_needs_response" : "needs_response";
  return (world, account, params) => {
    const id = text(params, "dispute");
    const open = bookOf(world, account.id).dispute.filter((dispute) => dispute.status === openStatus);
    const found = id === undefined ? open.at(-1) : open.find((dispute) => dispute.id === id);
    if (!found) throw new StripeRefusal(`Account ${account.id} has no such open dispute.`);
    closeDispute(world, found, status);
    return { id: found.id };
  };
}

export const paymentScenarios = {
  charge: chargeWith({}),
  charge_fail: chargeWith({ declined: true }),
  charge_async: chargeWith({ method: "us_bank_account" }),
  charge_async_fail: chargeWith({ method: "us_bank_account", failsLater: true }),
  fx_charge: fxCharge,
  uncaptured: chargeWith({ uncaptured: true }),
  capture,
  payment,
  refund,
  refund_fail: refundFail,
  dispute_open: disputeWith(false),
  dispute_win: closeWith("won"),
  dispute_lose: closeWith("lost"),
  inquiry_open: disputeWith(true),
  inquiry_close: closeWith("warning_closed"),
} satisfies Record<string, Scenario>;
