import { day } from "../calendar";
import { note } from "../oracle";
import type { AccountRecord, CustomerRecord } from "../state";
import { addRecord, newId, type World } from "../world";

const customersPerAccount = 120;
const subscriptionsPerAccount = 3;
const price = 3_000;

/** Customers with a few subscriptions and paid invoices, and transfers of nothing. No money moves, and nothing ends. */
export function addStandingRecords(world: World, from: number): void {
  for (const account of Object.values(world.state.accounts)) {
    const customers = Array.from({ length: customersPerAccount }, (_, number) =>
      addCustomer(world, account, { number, from }),
    );
    for (const customer of customers.slice(0, subscriptionsPerAccount)) addSubscription(world, account, customer);
    addTransfer(world, account, from);
  }
}

function addCustomer(
  world: World,
  { id: account, currency }: AccountRecord,
  { number, from }: { number: number; from: number },
): CustomerRecord {
  const id = newId(world, account, "cus");
  const created = from + number;
  const [email, name] = [`customer-${number}@example.com`, `Customer ${number}`];
  note(world, "customers", { account, id, at: created, email, name, deletedAt: null });
  return addRecord(world, account, "customer", { id, account, created, email, name, currency, deleted: false });
}

function addSubscription(world: World, { id: account, currency }: AccountRecord, customer: CustomerRecord): void {
  const id = newId(world, account, "sub");
  const created = customer.created + day;
  const shared = { account, created, currency, customer: customer.id };
  const period = { periodStart: created, periodEnd: created + 30 * day };
  const [item, priceId, product] = ["si", "price", "prod"].map((prefix) => newId(world, account, prefix));
  const invoice = newId(world, account, "in");
  note(world, "subscriptions", { account, id, customer: customer.id, start: created, ended: null, status: "active" });
  addRecord(world, account, "subscription", {
    ...shared,
    ...period,
    id,
    interval: "month",
    items: [{ id: item ?? "", price: priceId ?? "", product: product ?? "", amount: price, quantity: 1 }],
    status: "active",
    anchor: created,
    periods: 1,
    trialEnd: null,
    cancelAtPeriodEnd: false,
    canceledAt: null,
    cancelAt: null,
    endedAt: null,
    endReason: null,
    latestInvoice: invoice,
    plannedFailures: 0,
  });
  addRecord(world, account, "invoice", {
    ...shared,
    ...period,
    id: invoice,
    subscription: id,
    amount: price,
    reason: "subscription_create",
    status: "paid",
    attempts: 1,
    paidAt: created,
    closedAt: null,
  });
  addRecord(world, account, "invoice_payment", {
    id: newId(world, account, "inpay"),
    account,
    invoice,
    created,
    amount: price,
    currency,
    paymentIntent: newId(world, account, "pi"),
    status: "paid",
    paidAt: created,
  });
}

function addTransfer(world: World, { id: destination, currency }: AccountRecord, created: number): void {
  const { id: platform } = world.state.platform;
  addRecord(world, platform, "transfer", {
    id: newId(world, platform, "tr"),
    account: platform,
    amount: 0,
    currency,
    created,
    destination,
    destinationPayment: null,
    charge: null,
    transaction: null,
    reversals: [],
  });
}
