import { announceCharge } from "./announce-charge";
import { bookCharge } from "./book-charge";
import { day } from "./calendar";
import { schedule } from "./clock";
import { exchangeRate } from "./currency";
import { note } from "./oracle";
import type { AccountRecord, ChargeRecord, PaymentMethod } from "./state";
import { addRecord, newId, now, type World } from "./world";

export type ChargeDraft = {
  amount: number;
  currency?: string;
  method?: Exclude<PaymentMethod, "stripe_account">;
  brand?: string;
  last4?: string;
  customer?: string | null;
  email?: string | null;
  name?: string | null;
  description?: string | null;
  /** The bank will take the payment back after some days; only for bank debits. */
  failsLater?: boolean;
  /** The card's bank refuses at once; no money moves. */
  declined?: boolean;
  /** The amount is held on the card and taken later, or never. */
  uncaptured?: boolean;
  /** The money skips the pending balance, as with Stripe's test card for it. */
  availableNow?: boolean;
  /** A currency that is not the account's is exchanged into the account's instead of being held. */
  exchanged?: boolean;
};

const authorizationDays = 7;

/** A direct charge: the account's row with its fees, and the platform's share. */
export function makeCharge(world: World, account: AccountRecord, draft: ChargeDraft): ChargeRecord {
  const record = addCharge(world, account.id, chargeRecord(world, account, draft));
  note(world, "charges", {
    account: account.id,
    id: record.id,
    at: now(world),
    currency: record.currency,
    amount: draft.amount,
    captured: draft.declined || draft.uncaptured ? 0 : draft.amount,
    succeeded: !draft.declined && record.method === "card",
    customer: draft.customer ?? null,
    email: draft.email ?? null,
    name: draft.name ?? null,
  });
  if (draft.declined) {
    record.failureCode = "card_declined";
  } else if (draft.uncaptured) {
    schedule(world, now(world) + authorizationDays * day, "charge_expire", account.id, record.id);
  } else {
    const availableOn = bookCharge(world, account, record, draft.availableNow === true);
    const verdict = `${draft.failsLater ? "fail" : "succeed"}:${record.id}`;
    if (record.status === "pending") schedule(world, availableOn, "charge_resolve", account.id, verdict);
  }
  announceCharge(world, record);
  return record;
}

/** Puts a charge in its account's book, to be found by its payment intent too. */
export function addCharge(world: World, holder: string, record: ChargeRecord): ChargeRecord {
  if (record.paymentIntent !== null) world.intents.set(record.paymentIntent, record);
  return addRecord(world, holder, "charge", record);
}

function chargeRecord(world: World, account: AccountRecord, draft: ChargeDraft): ChargeRecord {
  const currency = draft.currency ?? account.currency;
  const method = draft.method ?? "card";
  const isExchanged = draft.exchanged === true && currency !== account.currency;
  const isTaken = !draft.declined && !draft.uncaptured;
  return {
    id: newId(world, account.id, method === "card" ? "ch" : "py"),
    account: account.id,
    paymentIntent: newId(world, account.id, "pi"),
    amount: draft.amount,
    amountCaptured: isTaken ? draft.amount : 0,
    amountRefunded: 0,
    currency,
    settlement: isExchanged ? account.currency : currency,
    rate: isExchanged ? exchangeRate(currency, account.currency) : null,
    created: now(world),
    status: statusOf(draft, method),
    isCaptured: isTaken,
    isExpired: false,
    method,
    brand: draft.brand ?? "visa",
    last4: draft.last4 ?? "4242",
    customer: draft.customer ?? null,
    email: draft.email ?? null,
    name: draft.name ?? null,
    description: draft.description ?? null,
    applicationFee: null,
    applicationFeeAmount: null,
    transaction: null,
    failureTransaction: null,
    failureCode: null,
    disputed: false,
    sourceTransfer: null,
    destination: null,
  };
}

function statusOf(draft: ChargeDraft, method: PaymentMethod): ChargeRecord["status"] {
  if (draft.declined) return "failed";
  return method === "card" ? "succeeded" : "pending";
}
