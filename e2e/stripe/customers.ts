import { StripeRefusal } from "./errors";
import { emit } from "./events";
import { customer as customerObject } from "./objects/customer";
import { amend, note } from "./oracle";
import type { AccountRecord, CustomerRecord } from "./state";
import { cancelSubscription } from "./subscriptions";
import { addRecord, bookOf, findRecord, newId, now, type World } from "./world";

type CustomerDraft = { email?: string | null; name?: string | null };

export function createCustomer(world: World, account: AccountRecord, draft: CustomerDraft): CustomerRecord {
  const { email = null, name = null } = draft;
  const record = addRecord(world, account.id, "customer", {
    id: newId(world, account.id, "cus"),
    account: account.id,
    created: now(world),
    email,
    name,
    currency: account.currency,
    deleted: false,
  });
  note(world, "customers", { account: account.id, id: record.id, at: now(world), email, name, deletedAt: null });
  emit(world, account.id, "customer.created", customerObject(record));
  return record;
}

export function updateCustomer(world: World, record: CustomerRecord, change: CustomerDraft): void {
  if (record.deleted) throw new StripeRefusal(`Customer ${record.id} is deleted.`);
  const before = { email: record.email, name: record.name };
  Object.assign(record, change);
  amend(world, "customers", record.id, change);
  emit(world, record.account, "customer.updated", customerObject(record), before);
}

/** Ends the customer's subscriptions at once; payments keep the customer's id. */
export function deleteCustomer(world: World, record: CustomerRecord): void {
  if (record.deleted) throw new StripeRefusal(`Customer ${record.id} is deleted.`);
  for (const subscription of bookOf(world, record.account).subscription) {
    if (subscription.customer === record.id && subscription.endedAt === null) {
      cancelSubscription(world, subscription, { atPeriodEnd: false });
    }
  }
  const object = customerObject(record);
  record.deleted = true;
  amend(world, "customers", record.id, { deletedAt: now(world) });
  emit(world, record.account, "customer.deleted", object);
}

/** The customer with that id, or the account's newest one; throws when there is none. */
export function customerOf(world: World, account: AccountRecord, id: string | undefined): CustomerRecord {
  const found =
    id === undefined
      ? bookOf(world, account.id).customer.findLast((record) => !record.deleted)
      : findRecord(world, account.id, "customer", id);
  if (!found) throw new StripeRefusal(`Account ${account.id} has no such customer.`);
  return found;
}
