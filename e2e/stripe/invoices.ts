import { makeCharge } from "./charges";
import { emit, isSilent } from "./events";
import type { JsonObject } from "./json";
import { invoice as invoiceObject } from "./objects/invoice";
import { invoicePayment as invoicePaymentObject } from "./objects/invoice-payment";
import type { InvoiceRecord, SubscriptionRecord } from "./state";
import { accountOf, addRecord, bookOf, findRecord, newId, now, type World } from "./world";

/** The invoice of the period that has just begun. */
export function createInvoice(
  world: World,
  subscription: SubscriptionRecord,
  reason: InvoiceRecord["reason"],
): InvoiceRecord {
  const { account, currency, customer, items } = subscription;
  const record = addRecord(world, account, "invoice", {
    id: newId(world, account, "in"),
    account,
    customer,
    subscription: subscription.id,
    created: now(world),
    amount: items.reduce((sum, item) => sum + item.amount * item.quantity, 0),
    currency,
    reason,
    periodStart: subscription.periodStart,
    periodEnd: subscription.periodEnd,
    status: "open",
    attempts: 0,
    paidAt: null,
    closedAt: null,
  });
  subscription.latestInvoice = record.id;
  say(world, record, "invoice.created");
  say(world, record, "invoice.finalized");
  return record;
}

/** Charges the customer's card. Whether it pays is planned in the subscription. */
export function collect(world: World, subscription: SubscriptionRecord, record: InvoiceRecord): boolean {
  const { account, amount, currency } = record;
  const customer = findRecord(world, account, "customer", record.customer);
  const isPaid = subscription.plannedFailures === 0;
  if (!isPaid) subscription.plannedFailures -= 1;
  record.attempts += 1;
  const charge = makeCharge(world, accountOf(world, account), {
    amount,
    currency,
    customer: record.customer,
    email: customer?.email,
    name: customer?.name,
    description: record.reason === "subscription_create" ? "Subscription creation" : "Subscription update",
    declined: !isPaid,
  });
  const before = bookOf(world, account).invoice_payment.findLast((payment) => payment.invoice === record.id);
  if (before) before.status = "canceled";
  const payment = addRecord(world, account, "invoice_payment", {
    id: newId(world, account, "inpay"),
    account,
    invoice: record.id,
    created: now(world),
    amount,
    currency,
    paymentIntent: charge.paymentIntent ?? "",
    status: isPaid ? "paid" : "open",
    paidAt: isPaid ? now(world) : null,
  });
  if (!isPaid) {
    say(world, record, "invoice.payment_failed");
    return false;
  }
  record.status = "paid";
  record.paidAt = now(world);
  emit(world, account, "invoice_payment.paid", invoicePaymentObject(payment));
  say(world, record, "invoice.paid");
  say(world, record, "invoice.payment_succeeded");
  return true;
}

/** Nobody has to pay it any more. */
export function voidInvoice(world: World, record: InvoiceRecord): void {
  record.status = "void";
  record.closedAt = now(world);
  const payment = bookOf(world, record.account).invoice_payment.findLast(({ invoice }) => invoice === record.id);
  if (payment?.status === "open") payment.status = "canceled";
  say(world, record, "invoice.voided", { status: "open" });
}

function say(world: World, record: InvoiceRecord, type: string, before: JsonObject | null = null): void {
  if (!isSilent(world)) emit(world, record.account, type, invoiceObject(record), before);
}
