import { sql } from "drizzle-orm";
import type { StripeCustomer } from "../core/customer";
import { instantColumn, type MirroredColumn, type MirroredKind, neverUnsettled, textColumn } from "./mirrored-kind";

const created = instantColumn<StripeCustomer>("created", (row) => row.createdAt);
/** Stripe does not say when, so it is the moment at which we first heard of it. */
const deletedAt = instantColumn<StripeCustomer>("deleted_at", (row, fetchedAt) => (row.isDeleted ? fetchedAt : null));

/**
 * Customers. Deletion is final: name and e-mail are emptied and stay so, while the row goes on to tell when the
 * customer began, which Stripe no longer does.
 */
export const customerKind: MirroredKind<StripeCustomer> = {
  name: "customer",
  table: "customers",
  key: "stripe_customer_id",
  columns: [
    personal("email", (row) => row.email),
    personal("name", (row) => row.name),
    { ...created, merged: sql`coalesce(excluded.created, stored.created)` },
    { ...deletedAt, merged: sql`coalesce(stored.deleted_at, excluded.deleted_at)` },
  ],
  unsettled: neverUnsettled,
  idOf: (row) => row.stripeCustomerId,
  createdAt: (row) => row.createdAt,
  get: (gateway, id) => gateway.getCustomer(id),
  list: (gateway, request) => gateway.listCustomers(request),
};

function personal(
  name: "email" | "name",
  read: (row: StripeCustomer) => string | null,
): MirroredColumn<StripeCustomer> {
  const merged = sql`case when stored.deleted_at is null then ${sql.raw(`excluded.${name}`)} end`;
  return { ...textColumn(name, read), merged };
}
