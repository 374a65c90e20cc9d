import { day } from "../calendar";
import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { AccountRecord, FixedRecord, Kind } from "../state";
import { addRecord, newId, type World } from "../world";

const customersPerAccount = 120;
const subscriptionsPerAccount = 3;
type FixedKind = Extract<Kind, "customer" | "subscription" | "invoice" | "invoice_payment" | "transfer">;

/** Customers with a few subscriptions and invoices, and the platform's transfers. They move no money here. */
export function addFixedRecords(world: World, from: number): void {
  for (const account of Object.values(world.state.accounts)) {
    const customers = Array.from({ length: customersPerAccount }, (_, number) =>
      addCustomer(world, account, { number, from }),
    );
    for (const customer of customers.slice(0, subscriptionsPerAccount)) addSubscription(world, account, customer);
    addTransfer(world, account, from);
  }
}

function addFixed(
  world: World,
  holder: string,
  kind: FixedKind,
  body: JsonObject & { id: string; created: number },
): FixedRecord {
  return addRecord(world, holder, kind, { id: body.id, account: holder, created: body.created, body });
}

function addCustomer(
  world: World,
  account: AccountRecord,
  { number, from }: { number: number; from: number },
): FixedRecord {
  const id = newId(world, account.id, "cus");
  const created = from + number;
  const values = {
    id,
    created,
    currency: account.currency,
    email: `customer-${number}@example.com`,
    name: `Customer ${number}`,
  };
  return addFixed(world, account.id, "customer", { ...fill("customer", values), id, created });
}

function addSubscription(world: World, account: AccountRecord, customer: FixedRecord): void {
  const id = newId(world, account.id, "sub");
  const created = customer.created + day;
  const price = fill("price", {
    id: newId(world, account.id, "price"),
    active: true,
    billing_scheme: "per_unit",
    created,
    currency: account.currency,
    product: newId(world, account.id, "prod"),
    recurring: fill("price_recurring", { interval: "month", interval_count: 1 }),
    type: "recurring",
    unit_amount: 3_000,
    unit_amount_decimal: "3000",
  });
  const plan = fill("plan", {
    id: price.id,
    active: true,
    amount: 3_000,
    amount_decimal: "3000",
    billing_scheme: "per_unit",
    created,
    currency: account.currency,
    interval: "month",
    interval_count: 1,
    product: price.product,
    usage_type: "licensed",
  });
  const item = fill("subscription_item", {
    id: newId(world, account.id, "si"),
    created,
    current_period_end: created + 30 * day,
    current_period_start: created,
    plan,
    price,
    quantity: 1,
    subscription: id,
  });
  const items = {
    object: "list",
    data: [item],
    has_more: false,
    total_count: 1,
    url: `/v1/subscription_items?subscription=${id}`,
  };
  const values = {
    id,
    billing_cycle_anchor: created,
    collection_method: "charge_automatically",
    created,
    currency: account.currency,
    customer: customer.id,
    items,
    start_date: created,
    status: "active",
  };
  addFixed(world, account.id, "subscription", { ...fill("subscription", values), id, created });
  addInvoice(world, account, { customer: customer.id, created });
}

function addInvoice(
  world: World,
  account: AccountRecord,
  { customer, created }: { customer: string; created: number },
): void {
  const id = newId(world, account.id, "in");
  const values = {
    id,
    amount_due: 3_000,
    amount_paid: 3_000,
    collection_method: "charge_automatically",
    created,
    currency: account.currency,
    customer,
    period_end: created,
    period_start: created,
    status: "paid",
    subtotal: 3_000,
    total: 3_000,
  };
  addFixed(world, account.id, "invoice", { ...fill("invoice", values), id, created });
  const payment = newId(world, account.id, "inpay");
  const body = fill("invoice_payment", {
    id: payment,
    amount_paid: 3_000,
    amount_requested: 3_000,
    created,
    currency: account.currency,
    invoice: id,
    is_default: true,
    payment: fill("invoice_payment_payment", {
      type: "payment_intent",
      payment_intent: newId(world, account.id, "pi"),
    }),
    status: "paid",
    status_transitions: fill("invoice_payment_status_transitions", { paid_at: created }),
  });
  addFixed(world, account.id, "invoice_payment", { ...body, id: payment, created });
}

function addTransfer(world: World, account: AccountRecord, created: number): void {
  const { id: platform } = world.state.platform;
  const id = newId(world, platform, "tr");
  const reversals = { object: "list", data: [], has_more: false, url: `/v1/transfers/${id}/reversals` };
  const values = {
    id,
    amount: 0,
    created,
    currency: account.currency,
    destination: account.id,
    reversals,
    source_type: "card",
  };
  addFixed(world, platform, "transfer", { ...fill("transfer", values), id, created });
}
