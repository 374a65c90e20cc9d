import { missing, StripeRefusal } from "../errors";
import { integer, isObject, type Json, type JsonObject, mergeMetadata, text } from "../json";
import { isWithin, listPage } from "../lists";
import { payout } from "../objects/payout";
import { announcePayout, cancelPayout, createPayout, reversePayout } from "../payouts";
import type { Call, Route } from "../routes";
import type { PayoutRecord } from "../state";
import { bookOf, findRecord } from "../world";

export const payoutRoutes: Route[] = [
  { method: "GET", path: "/v1/payouts", scope: "account", run: list },
  { method: "POST", path: "/v1/payouts", scope: "account", run: create },
  { method: "GET", path: "/v1/payouts/{id}", scope: "account", run: (call) => payout(recordOf(call)) },
  { method: "POST", path: "/v1/payouts/{id}", scope: "account", run: update },
  { method: "POST", path: "/v1/payouts/{id}/cancel", scope: "account", run: cancel },
  { method: "POST", path: "/v1/payouts/{id}/reverse", scope: "account", run: reverse },
];

function recordOf({ world, account, id }: Call): PayoutRecord {
  const record = findRecord(world, account.id, "payout", id);
  if (!record) throw missing("payout", id);
  return record;
}

function list({ world, account, params }: Call): JsonObject {
  const status = text(params, "status");
  const destination = text(params, "destination");
  return listPage(bookOf(world, account.id).payout, params, {
    url: "/v1/payouts",
    name: "payout",
    keep: (record) =>
      (status === undefined || record.status === status) &&
      (destination === undefined || record.destination === destination) &&
      isWithin(params, "arrival_date", record.arrivalDate),
    show: payout,
  });
}

function create({ world, account, params }: Call): JsonObject {
  if (text(params, "payout_method"))
    throw missing("payout method", text(params, "payout_method") ?? "", 400, "payout_method");
  const method = text(params, "method");
  const record = createPayout(world, account, {
    amount: integer(params, "amount") ?? 0,
    currency: text(params, "currency") ?? "",
    method: method === "instant" ? "instant" : "standard",
    destination: text(params, "destination") || undefined,
    sourceType: text(params, "source_type"),
    description: text(params, "description") || null,
    statementDescriptor: text(params, "statement_descriptor") || null,
    metadata: mergeMetadata({}, checkedMetadata(params.metadata)),
  });
  return payout(record);
}

const maxKeys = 50;
const maxKeyLength = 40;
const maxValueLength = 500;

function checkedMetadata(given: Json | undefined): Json | undefined {
  if (!isObject(given)) return given;
  const entries = Object.entries(given);
  const fits = ([key, value]: [string, Json | undefined]) =>
    key.length <= maxKeyLength && typeof value === "string" && value.length <= maxValueLength;
  if (entries.length <= maxKeys && entries.every(fits)) return given;
  throw new StripeRefusal("Metadata has at most 50 keys of 40 characters with values of 500.", { param: "metadata" });
}

function update(call: Call): JsonObject {
  const record = recordOf(call);
  const before = { ...record.metadata };
  record.metadata = mergeMetadata(record.metadata, checkedMetadata(call.params.metadata));
  announcePayout(call.world, record, "payout.updated", { metadata: before });
  return payout(record);
}

function cancel(call: Call): JsonObject {
  const record = recordOf(call);
  cancelPayout(call.world, record);
  return payout(record);
}

function reverse(call: Call): JsonObject {
  const metadata = mergeMetadata({}, checkedMetadata(call.params.metadata));
  return payout(reversePayout(call.world, call.account, recordOf(call), metadata));
}
