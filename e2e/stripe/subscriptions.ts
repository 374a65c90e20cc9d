import { addMonths, day, hour } from "./calendar";
import { schedule } from "./clock";
import { minorUnits } from "./currency";
import { StripeRefusal } from "./errors";
import { emit, isSilent } from "./events";
import { collect, createInvoice, voidInvoice } from "./invoices";
import type { JsonObject } from "./json";
import { subscription as subscriptionObject } from "./objects/subscription";
import { amend, note } from "./oracle";
import type { AccountRecord, CustomerRecord, SubscriptionRecord } from "./state";
import { addRecord, findRecord, newId, now, type World } from "./world";

export type SubscriptionDraft = {
  customer: CustomerRecord;
  /** Of one unit, in minor units of the account's currency. */
  amount?: number;
  quantity?: number;
  interval?: "month" | "year";
  trialDays?: number;
  /** The first payment is declined, and nobody pays later. */
  neverPaid?: boolean;
};

const incompleteHours = 23;

/** Begins with a paid invoice, or with a trial. */
export function startSubscription(world: World, account: AccountRecord, draft: SubscriptionDraft): SubscriptionRecord {
  const { customer, interval = "month", trialDays = 0 } = draft;
  const start = now(world);
  const trialEnd = trialDays > 0 ? start + trialDays * day : null;
  const id = newId(world, account.id, "sub");
  const item = {
    id: newId(world, account.id, "si"),
    price: newId(world, account.id, "price"),
    product: newId(world, account.id, "prod"),
    amount: draft.amount ?? 30 * minorUnits(account.currency),
    quantity: draft.quantity ?? 1,
  };
  const record = addRecord(world, account.id, "subscription", {
    id,
    account: account.id,
    customer: customer.id,
    created: start,
    currency: account.currency,
    interval,
    items: [item],
    status: trialEnd === null ? "incomplete" : "trialing",
    anchor: trialEnd ?? start,
    periods: trialEnd === null ? 1 : 0,
    periodStart: start,
    periodEnd: trialEnd ?? addMonths(start, monthsOf(interval)),
    trialEnd,
    cancelAtPeriodEnd: false,
    canceledAt: null,
    cancelAt: null,
    endedAt: null,
    endReason: null,
    latestInvoice: null,
    plannedFailures: draft.neverPaid ? Number.MAX_SAFE_INTEGER : 0,
  });
  const { status } = record;
  note(world, "subscriptions", { account: account.id, id, customer: customer.id, start, ended: null, status });
  emit(world, account.id, "customer.subscription.created", subscriptionObject(record));
  if (trialEnd === null && !collect(world, record, createInvoice(world, record, "subscription_create"))) {
    schedule(world, start + incompleteHours * hour, "subscription_retry", account.id, id);
    return record;
  }
  if (trialEnd === null) setStatus(world, record, "active");
  schedule(world, record.periodEnd, "subscription_period", account.id, id);
  return record;
}

function monthsOf(interval: SubscriptionRecord["interval"]): number {
  return interval === "year" ? 12 : 1;
}

/** Ends a subscription now, or says that it will end with the period that is paid for. */
export function cancelSubscription(
  world: World,
  record: SubscriptionRecord,
  { atPeriodEnd }: { atPeriodEnd: boolean },
): void {
  if (record.endedAt !== null) throw new StripeRefusal(`Subscription ${record.id} has ended.`);
  record.canceledAt = now(world);
  record.endReason = "cancellation_requested";
  if (!atPeriodEnd) {
    endSubscription(world, record, "canceled");
    return;
  }
  const before = { cancel_at_period_end: record.cancelAtPeriodEnd, cancel_at: record.cancelAt, canceled_at: null };
  record.cancelAtPeriodEnd = true;
  record.cancelAt = record.periodEnd;
  announce(world, record, before);
}

/** A payment is declined now. It recovers with the next try, or the subscription ends after the last one. */
export function missPayment(world: World, record: SubscriptionRecord, { recovers }: { recovers: boolean }): void {
  if (record.status !== "active" && record.status !== "trialing") {
    throw new StripeRefusal(`Subscription ${record.id} is ${record.status}.`);
  }
  record.plannedFailures = recovers ? 1 : retryDays.length + 1;
  beginPeriod(world, record);
}

/** Nothing is asked for until it goes on; the subscriber stays one. */
export function pauseSubscription(world: World, record: SubscriptionRecord): void {
  if (record.status !== "active" && record.status !== "trialing") {
    throw new StripeRefusal(`Subscription ${record.id} is ${record.status}.`);
  }
  setStatus(world, record, "paused");
  emit(world, record.account, "customer.subscription.paused", subscriptionObject(record));
}

/** Begins and pays a new period at once. */
export function resumeSubscription(world: World, record: SubscriptionRecord): void {
  if (record.status !== "paused") throw new StripeRefusal(`Subscription ${record.id} is not paused.`);
  beginPeriod(world, record);
  emit(world, record.account, "customer.subscription.resumed", subscriptionObject(record));
}

/** The period is over: it ends, or another begins with its payment. */
export function turnPeriod(world: World, record: SubscriptionRecord): void {
  // A timer of an earlier plan finds a period that ends at another time.
  if (record.endedAt !== null || record.periodEnd !== now(world)) return;
  if (record.cancelAtPeriodEnd) endSubscription(world, record, "canceled");
  else if (record.status !== "paused") beginPeriod(world, record);
}

function beginPeriod(world: World, record: SubscriptionRecord): void {
  const before = record.status;
  record.periods += 1;
  record.periodStart = now(world);
  if (record.periodEnd !== now(world)) {
    // A period that begins at another time than planned starts the count afresh.
    record.anchor = now(world);
    record.periods = 1;
    if (record.trialEnd !== null) record.trialEnd = Math.min(record.trialEnd, now(world));
  }
  record.periodEnd = addMonths(record.anchor, record.periods * monthsOf(record.interval));
  schedule(world, record.periodEnd, "subscription_period", record.account, record.id);
  const isPaid = collect(world, record, createInvoice(world, record, "subscription_cycle"));
  if (!isPaid) schedule(world, now(world) + (retryDays[0] ?? 1) * day, "subscription_retry", record.account, record.id);
  if (isPaid || before !== "past_due") setStatus(world, record, isPaid ? "active" : "past_due");
}

/** Days after each declined try at which the next one is made. */
const retryDays = [3, 5];

/** Tries to collect the open invoice once more, or gives up. */
export function retryPayment(world: World, record: SubscriptionRecord): void {
  const invoice = findRecord(world, record.account, "invoice", record.latestInvoice ?? "");
  if (record.endedAt !== null || invoice?.status !== "open") return;
  if (record.status === "incomplete") {
    endSubscription(world, record, "incomplete_expired");
  } else if (collect(world, record, invoice)) {
    setStatus(world, record, "active");
  } else if (retryDays[invoice.attempts - 1] === undefined) {
    record.endReason = "payment_failed";
    record.canceledAt = now(world);
    endSubscription(world, record, "canceled");
  } else {
    const wait = (retryDays[invoice.attempts - 1] ?? 1) * day;
    schedule(world, now(world) + wait, "subscription_retry", record.account, record.id);
  }
}

function setStatus(world: World, record: SubscriptionRecord, status: SubscriptionRecord["status"]): void {
  const before = record.status;
  record.status = status;
  amend(world, "subscriptions", record.id, { status });
  announce(world, record, { status: before });
}

function endSubscription(world: World, record: SubscriptionRecord, status: "canceled" | "incomplete_expired"): void {
  const { status: before } = record;
  record.status = status;
  record.endedAt = now(world);
  amend(world, "subscriptions", record.id, { status, ended: now(world) });
  const invoice = findRecord(world, record.account, "invoice", record.latestInvoice ?? "");
  if (invoice?.status === "open") voidInvoice(world, invoice);
  if (status === "incomplete_expired") announce(world, record, { status: before });
  else emit(world, record.account, "customer.subscription.deleted", subscriptionObject(record));
}

function announce(world: World, record: SubscriptionRecord, before: JsonObject): void {
  if (!isSilent(world))
    emit(world, record.account, "customer.subscription.updated", subscriptionObject(record), before);
}
