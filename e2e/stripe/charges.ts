import { addBusinessDays, nextBusinessDay } from "./calendar";
import { schedule } from "./clock";
import { processingFee, roundToStep } from "./currency";
import { emit } from "./events";
import { post, postRow, type RowDraft, worldSide } from "./ledger";
import { applicationFee, applicationId } from "./objects/application-fee";
import { charge as chargeObject, paymentIntent } from "./objects/charge";
import { amend, note } from "./oracle";
import type { AccountRecord, ChargeRecord, FeeDetail, Posting } from "./state";
import { addRecord, newId, now, type World } from "./world";

export type ChargeDraft = {
  amount: number;
  currency?: string;
  method?: "card" | "us_bank_account";
  brand?: string;
  last4?: string;
  customer?: string | null;
  email?: string | null;
  name?: string | null;
  description?: string | null;
  /** The bank will take the payment back after some days; only for bank debits. */
  failsLater?: boolean;
  /** The money skips the pending balance, as with Stripe's test card for it. */
  availableNow?: boolean;
};

const applicationFeeShare = 0.1;
const bankDebitDays = 4;
const taxShares: Record<string, number> = { JP: 0.1, DE: 0.19, HU: 0.27 };

/** A direct charge: the account's row with its fees, and the platform's share. */
export function makeCharge(world: World, account: AccountRecord, draft: ChargeDraft): ChargeRecord {
  const currency = draft.currency ?? account.currency;
  const method = draft.method ?? "card";
  const stripeFee = processingFee(draft.amount, currency);
  const tax = roundToStep(stripeFee * (taxShares[account.country] ?? 0), currency);
  const platformFee = roundToStep(draft.amount * applicationFeeShare, currency);
  const delay = method === "card" ? (account.delayOverride ?? account.delayDays) : bankDebitDays;
  const availableOn = draft.availableNow ? now(world) : addBusinessDays(nextBusinessDay(now(world)), delay);
  const record: ChargeRecord = {
    id: newId(world, account.id, method === "card" ? "ch" : "py"),
    account: account.id,
    paymentIntent: newId(world, account.id, "pi"),
    amount: draft.amount,
    amountRefunded: 0,
    currency,
    created: now(world),
    status: method === "card" ? "succeeded" : "pending",
    method,
    brand: draft.brand ?? "visa",
    last4: draft.last4 ?? "4242",
    customer: draft.customer ?? null,
    email: draft.email ?? null,
    name: draft.name ?? null,
    description: draft.description ?? null,
    applicationFee: platformFee === 0 ? null : newId(world, world.state.platform.id, "fee"),
    applicationFeeAmount: platformFee === 0 ? null : platformFee,
    transaction: null,
    failureTransaction: null,
    failureCode: null,
    disputed: false,
  };
  const row: RowDraft = {
    account: account.id,
    type: method === "card" ? "charge" : "payment",
    category: "charge",
    amount: draft.amount,
    currency,
    availableOn,
    fees: feeDetails(currency, { stripeFee, tax, platformFee }),
    source: record.id,
    description: record.description,
  };
  note(world, "charges", {
    account: account.id,
    id: record.id,
    at: now(world),
    currency,
    amount: draft.amount,
    captured: draft.amount,
    succeeded: record.status === "succeeded",
    customer: draft.customer ?? null,
    email: draft.email ?? null,
    name: draft.name ?? null,
  });
  bookCharge(world, record, row, [
    worldSide("cards", currency, -draft.amount),
    worldSide("stripe_fees", currency, stripeFee),
    worldSide("tax", currency, tax),
  ]);
  if (record.status === "pending") {
    schedule(world, availableOn, "charge_resolve", account.id, `${draft.failsLater ? "fail" : "succeed"}:${record.id}`);
  }
  return record;
}

function feeDetails(currency: string, fees: { stripeFee: number; tax: number; platformFee: number }): FeeDetail[] {
  const stripe = { application: null, currency };
  const details: FeeDetail[] = [
    { ...stripe, amount: fees.stripeFee, description: "Stripe processing fees", type: "stripe_fee" },
    { ...stripe, amount: fees.tax, description: "Tax on fees", type: "tax" },
    {
      ...stripe,
      amount: fees.platformFee,
      application: applicationId,
      description: "Application fee",
      type: "application_fee",
    },
  ];
  return details.filter((detail) => detail.amount !== 0);
}

function bookCharge(world: World, record: ChargeRecord, row: RowDraft, others: Posting[]): void {
  const { id: platform } = world.state.platform;
  addRecord(world, record.account, "charge", record);
  world.intents.set(record.paymentIntent, record);
  const amount = record.applicationFeeAmount;
  if (record.applicationFee === null || amount === null) {
    record.transaction = postRow(world, row, others).id;
  } else {
    const feeRow: RowDraft = {
      account: platform,
      type: "application_fee",
      category: "platform_earning",
      amount,
      currency: record.currency,
      availableOn: row.availableOn,
      source: record.applicationFee,
    };
    const [chargeRow, platformRow] = post(world, { rows: [row, feeRow], others });
    if (!chargeRow || !platformRow) throw new Error("A charge made no rows.");
    record.transaction = chargeRow.id;
    const fee = addRecord(world, platform, "application_fee", {
      id: record.applicationFee,
      account: record.account,
      amount,
      currency: record.currency,
      created: record.created,
      charge: record.id,
      payout: null,
      transaction: platformRow.id,
      refunds: [],
    });
    emit(world, null, "application_fee.created", applicationFee(fee));
  }
  emit(
    world,
    record.account,
    record.status === "pending" ? "charge.pending" : "charge.succeeded",
    chargeObject(record),
  );
  emit(world, record.account, "payment_intent.created", paymentIntent(record));
  if (record.status === "succeeded") emit(world, record.account, "payment_intent.succeeded", paymentIntent(record));
}

/** A bank debit has settled. */
export function succeedCharge(world: World, record: ChargeRecord): void {
  record.status = "succeeded";
  amend(world, "charges", record.id, { succeeded: true });
  emit(world, record.account, "charge.succeeded", chargeObject(record));
  emit(world, record.account, "payment_intent.succeeded", paymentIntent(record));
}

/** A bank debit has bounced after it was booked: the row stays, and a second one takes the net back. */
export function failCharge(world: World, record: ChargeRecord): void {
  record.status = "failed";
  amend(world, "charges", record.id, { captured: 0 });
  record.failureCode = "insufficient_funds";
  const row: RowDraft = {
    account: record.account,
    type: "payment_failure_refund",
    category: "charge_failure",
    amount: -record.amount,
    currency: record.currency,
    availableOn: now(world),
    source: record.id,
    description: `REFUND FOR FAILED PAYMENT (${record.id})`,
  };
  record.failureTransaction = postRow(world, row, [worldSide("cards", record.currency, record.amount)]).id;
  emit(world, record.account, "charge.failed", chargeObject(record));
  emit(world, record.account, "payment_intent.payment_failed", paymentIntent(record));
}
