import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { CustomerRecord } from "../state";

export function customer(record: CustomerRecord): JsonObject {
  if (record.deleted) return { id: record.id, object: "customer", deleted: true };
  const { id, created, currency, email, name } = record;
  return fill("customer", { id, created, currency, email, name, delinquent: false });
}
