import { missing } from "../errors";
import { child, type JsonObject, text } from "../json";
import { listPage } from "../lists";
import { charge } from "../objects/charge";
import { customer } from "../objects/customer";
import { dispute } from "../objects/dispute";
import { invoice } from "../objects/invoice";
import { invoicePayment } from "../objects/invoice-payment";
import { paymentIntent } from "../objects/payment-intent";
import { refund } from "../objects/refund";
import { subscription } from "../objects/subscription";
import type { Call, Route } from "../routes";
import type { Kind, Kinds, SubscriptionRecord } from "../state";
import { bookOf, findRecord } from "../world";

/** Lists and single objects of an account that differ only in their kind and filters. */
function readRoutes<K extends Kind>(
  path: string,
  kind: K,
  show: (record: Kinds[K], call: Call) => JsonObject,
  keep: (record: Kinds[K], params: JsonObject) => boolean,
): Route[] {
  const name = kind.replaceAll("_", " ");
  return [
    {
      method: "GET",
      path,
      scope: "account",
      run: (call) => {
        const records: Kinds[K][] = bookOf(call.world, call.account.id)[kind];
        return listPage(records, call.params, {
          url: path,
          name,
          keep: (record) => keep(record, call.params),
          show: (record) => show(record, call),
        });
      },
    },
    {
      method: "GET",
      path: `${path}/{id}`,
      scope: "account",
      run: (call) => {
        const record = findRecord(call.world, call.account.id, kind, call.id);
        if (!record) throw missing(name, call.id);
        return show(record, call);
      },
    },
  ];
}

/** Whether a record has the value that a filter asks for. */
function matches(params: JsonObject, key: string, value: unknown): boolean {
  const wanted = text(params, key);
  return wanted === undefined || wanted === value;
}

function listIntents({ world, account, params }: Call): JsonObject {
  const intents = bookOf(world, account.id).charge.flatMap((record) =>
    record.paymentIntent === null ? [] : [{ id: record.paymentIntent, created: record.created, record }],
  );
  return listPage(intents, params, {
    url: "/v1/payment_intents",
    name: "payment intent",
    keep: ({ record }) => matches(params, "customer", record.customer),
    show: ({ record }) => paymentIntent(record),
  });
}

function getIntent({ world, account, id }: Call): JsonObject {
  const record = world.intents.get(id);
  if (record?.account !== account.id) throw missing("payment intent", id);
  return paymentIntent(record);
}

/** Canceled subscriptions are left out unless they are asked for. */
function keepSubscription(record: SubscriptionRecord, params: JsonObject): boolean {
  const status = text(params, "status");
  const isOver = record.status === "canceled" || record.status === "incomplete_expired";
  const fitsStatus =
    status === undefined ? !isOver : status === "all" || (status === "ended" ? isOver : record.status === status);
  return fitsStatus && matches(params, "customer", record.customer);
}

export const paymentRoutes: Route[] = [
  ...readRoutes(
    "/v1/charges",
    "charge",
    (record) => charge(record),
    (record, params) =>
      matches(params, "customer", record.customer) &&
      matches(params, "payment_intent", record.paymentIntent) &&
      matches(params, "transfer_group", null),
  ),
  { method: "GET", path: "/v1/payment_intents", scope: "account", run: listIntents },
  { method: "GET", path: "/v1/payment_intents/{id}", scope: "account", run: getIntent },
  ...readRoutes(
    "/v1/refunds",
    "refund",
    (record) => refund(record),
    (record, params) =>
      matches(params, "charge", record.charge) && matches(params, "payment_intent", record.paymentIntent),
  ),
  ...readRoutes(
    "/v1/disputes",
    "dispute",
    (record, { world }) => dispute(world, record),
    (record, params) =>
      matches(params, "charge", record.charge) && matches(params, "payment_intent", record.paymentIntent),
  ),
  ...readRoutes(
    "/v1/customers",
    "customer",
    (record) => customer(record),
    (record, params) => !record.deleted && matches(params, "email", record.email),
  ),
  ...readRoutes("/v1/subscriptions", "subscription", (record) => subscription(record), keepSubscription),
  ...readRoutes(
    "/v1/invoices",
    "invoice",
    (record) => invoice(record),
    (record, params) =>
      matches(params, "customer", record.customer) &&
      matches(params, "subscription", record.subscription) &&
      matches(params, "status", record.status),
  ),
  ...readRoutes(
    "/v1/invoice_payments",
    "invoice_payment",
    (record) => invoicePayment(record),
    (record, params) =>
      matches(params, "invoice", record.invoice) &&
      matches(params, "status", record.status) &&
      matches(child(params, "payment") ?? {}, "payment_intent", record.paymentIntent),
  ),
];
