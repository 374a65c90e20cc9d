import { missing, StripeRefusal } from "../errors";
import { type JsonObject, mergeMetadata, text, textList } from "../json";
import { listPage } from "../lists";
import { applicationFee, feeRefund } from "../objects/application-fee";
import { apiVersion, event } from "../objects/event";
import { transfer } from "../objects/transfer";
import { webhookEndpoint } from "../objects/webhook-endpoint";
import type { Call, Route } from "../routes";
import type { ApplicationFeeRecord, Endpoint } from "../state";
import { addEndpoint } from "../webhook-endpoints";
import { bookOf, findRecord } from "../world";

export const platformRoutes: Route[] = [
  { method: "GET", path: "/v1/application_fees", scope: "either", run: listFees },
  { method: "GET", path: "/v1/application_fees/{id}", scope: "either", run: (call) => applicationFee(feeOf(call)) },
  { method: "GET", path: "/v1/application_fees/{id}/refunds", scope: "either", run: listFeeRefunds },
  { method: "GET", path: "/v1/events", scope: "either", run: listEvents },
  { method: "GET", path: "/v1/events/{id}", scope: "either", run: getEvent },
  { method: "GET", path: "/v1/transfers", scope: "either", run: listTransfers },
  { method: "GET", path: "/v1/transfers/{id}", scope: "either", run: getTransfer },
  { method: "GET", path: "/v1/webhook_endpoints", scope: "platform", run: listEndpoints },
  { method: "POST", path: "/v1/webhook_endpoints", scope: "platform", run: createEndpoint },
  { method: "GET", path: "/v1/webhook_endpoints/{id}", scope: "platform", run: getEndpoint },
];

function listFees({ world, account, params }: Call): JsonObject {
  const charge = text(params, "charge");
  return listPage(bookOf(world, account.id).application_fee, params, {
    url: "/v1/application_fees",
    name: "application fee",
    keep: (record) => charge === undefined || record.charge === charge,
    show: applicationFee,
  });
}

function feeOf({ world, account, id }: Call): ApplicationFeeRecord {
  const record = findRecord(world, account.id, "application_fee", id);
  if (!record) throw missing("application fee", id);
  return record;
}

function listFeeRefunds(call: Call): JsonObject {
  const fee = feeOf(call);
  return listPage(fee.refunds.toReversed(), call.params, {
    url: `/v1/application_fees/${fee.id}/refunds`,
    name: "fee refund",
    show: (refund) => feeRefund(fee, refund),
  });
}

const maxTypes = 20;

function listEvents({ world, account, params }: Call): JsonObject {
  const type = text(params, "type");
  const types = textList(params, "types");
  if (type !== undefined && types.length > 0) {
    throw new StripeRefusal("Give either type or types.", { code: "parameters_exclusive", param: "types" });
  }
  if (types.length > maxTypes) throw new StripeRefusal(`At most ${maxTypes} types can be given.`, { param: "types" });
  const { delivery_success: delivered } = params;
  return listPage(bookOf(world, account.id).event, params, {
    url: "/v1/events",
    name: "event",
    keep: (record) =>
      (type === undefined || fitsType(record.type, type)) &&
      (types.length === 0 || types.includes(record.type)) &&
      (delivered === undefined || delivered === !world.state.deliveries.some(({ event: id }) => id === record.id)),
    show: (record) => event(world, record),
  });
}

function fitsType(type: string, wanted: string): boolean {
  return wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}

function getEvent({ world, account, id }: Call): JsonObject {
  const record = findRecord(world, account.id, "event", id);
  if (!record) throw missing("event", id);
  return event(world, record);
}

function listTransfers({ world, account, params }: Call): JsonObject {
  const destination = text(params, "destination");
  const group = text(params, "transfer_group");
  return listPage(bookOf(world, account.id).transfer, params, {
    url: "/v1/transfers",
    name: "transfer",
    keep: (record) => (destination === undefined || record.destination === destination) && group === undefined,
    show: transfer,
  });
}

function getTransfer({ world, account, id }: Call): JsonObject {
  const record = findRecord(world, account.id, "transfer", id);
  if (!record) throw missing("transfer", id);
  return transfer(record);
}

function listEndpoints({ world, params }: Call): JsonObject {
  return listPage(world.state.endpoints, params, {
    url: "/v1/webhook_endpoints",
    name: "webhook endpoint",
    show: (endpoint) => webhookEndpoint(endpoint, { withSecret: false }),
  });
}

function getEndpoint({ world, id }: Call): JsonObject {
  const endpoint = world.state.endpoints.find((candidate: Endpoint) => candidate.id === id);
  if (!endpoint) throw missing("webhook endpoint", id);
  return webhookEndpoint(endpoint, { withSecret: false });
}

function createEndpoint({ world, params }: Call): JsonObject {
  const url = text(params, "url") ?? "";
  if (!URL.canParse(url)) throw new StripeRefusal(`Invalid URL: ${url}`, { code: "url_invalid", param: "url" });
  const endpoint = addEndpoint(world, {
    url,
    connect: params.connect === true,
    enabledEvents: textList(params, "enabled_events"),
    apiVersion: text(params, "api_version") ?? apiVersion,
    description: text(params, "description") ?? null,
    metadata: mergeMetadata({}, params.metadata),
  });
  return webhookEndpoint(endpoint, { withSecret: true });
}
