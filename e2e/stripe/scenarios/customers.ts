import { createCustomer, customerOf, deleteCustomer, updateCustomer } from "../customers";
import { StripeRefusal } from "../errors";
import { integer, type JsonObject, text } from "../json";
import type { AccountRecord, SubscriptionRecord } from "../state";
import {
  cancelSubscription,
  missPayment,
  pauseSubscription,
  resumeSubscription,
  startSubscription,
} from "../subscriptions";
import { bookOf, findRecord, type World } from "../world";
import type { Scenario } from "./scenario";

const customerCreate: Scenario = (world, account, params) => {
  const [email, name] = [text(params, "email"), text(params, "name")];
  return { id: createCustomer(world, account, { email, name }).id };
};

const customerUpdate: Scenario = (world, account, params) => {
  const record = customerOf(world, account, text(params, "customer"));
  const { email = record.email, name = record.name } = { email: text(params, "email"), name: text(params, "name") };
  updateCustomer(world, record, { email, name });
  return { id: record.id };
};

const customerDelete: Scenario = (world, account, params) => {
  const record = customerOf(world, account, text(params, "customer"));
  deleteCustomer(world, record);
  return { id: record.id };
};

/** For the customer that is named, or else for a new one. */
const subscriptionStart: Scenario = (world, account, params) => {
  const id = text(params, "customer");
  const draft = { email: text(params, "email") ?? "subscriber@example.com", name: "Subscriber" };
  const customer = id === undefined ? createCustomer(world, account, draft) : customerOf(world, account, id);
  const record = startSubscription(world, account, {
    customer,
    amount: integer(params, "amount"),
    quantity: integer(params, "quantity"),
    interval: params.interval === "year" ? "year" : "month",
    trialDays: integer(params, "trialDays"),
    neverPaid: params.neverPaid === true,
  });
  return { id: record.id, customer: customer.id };
};

/** The subscription that is named, else the newest one that has not ended. */
function subscriptionOf(world: World, account: AccountRecord, params: JsonObject): SubscriptionRecord {
  const id = text(params, "subscription");
  const found =
    id === undefined
      ? bookOf(world, account.id).subscription.findLast((record) => record.endedAt === null)
      : findRecord(world, account.id, "subscription", id);
  if (!found) throw new StripeRefusal(`Account ${account.id} has no such subscription.`);
  return found;
}

const subscriptionCancel: Scenario = (world, account, params) => {
  const record = subscriptionOf(world, account, params);
  cancelSubscription(world, record, { atPeriodEnd: params.atPeriodEnd === true });
  return { id: record.id };
};

const subscriptionPastDue: Scenario = (world, account, params) => {
  const record = subscriptionOf(world, account, params);
  missPayment(world, record, { recovers: params.recovers === true });
  return { id: record.id };
};

const subscriptionPause: Scenario = (world, account, params) => {
  const record = subscriptionOf(world, account, params);
  pauseSubscription(world, record);
  return { id: record.id };
};

const subscriptionResume: Scenario = (world, account, params) => {
  const record = subscriptionOf(world, account, params);
  resumeSubscription(world, record);
  return { id: record.id };
};

export const customerScenarios = {
  customer_create: customerCreate,
  customer_update: customerUpdate,
  customer_delete: customerDelete,
  subscription_start: subscriptionStart,
  subscription_cancel: subscriptionCancel,
  subscription_past_due: subscriptionPastDue,
  subscription_pause: subscriptionPause,
  subscription_resume: subscriptionResume,
} satisfies Record<string, Scenario>;
