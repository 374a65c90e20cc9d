import { z } from "zod";
import { sorts } from "./cursor";
import {
  accountIdField,
  amountText,
  currencyField,
  dateField,
  eventTypeField,
  idText,
  integerText,
  listOf,
  nameField,
  oneOf,
  searchField,
  timezoneField,
} from "./input-fields";
import { type ListFilters, listRules, rangeRules } from "./list-rules";
import { payoutMethods, payoutStatuses } from "./payout";
import { dateRange } from "./period";
import { typeFilterOf } from "./type-filter";
import { webhookEventStates } from "./webhook-event";

export const limitMax = 100;
export const limitDefault = 25;
/** Further pages are reached by cursor; deep offsets make the database read all that is skipped. */
export const offsetMax = 10_000;

const page = {
  limit: integerText({ min: 1, max: limitMax }).default(limitDefault),
  offset: integerText({ min: 0, max: offsetMax, hint: "Use cursor to go further." }).optional(),
};

const filters = {
  ...page,
  cursor: z.string({ error: "Must be given once." }).optional(),
  sort: oneOf(sorts).default("-created"),
  currency: currencyField.optional(),
  startDate: dateField.optional(),
  endDate: dateField.optional(),
  timezone: timezoneField.optional(),
  accountId: accountIdField.optional(),
  minAmount: amountText.optional(),
  maxAmount: amountText.optional(),
  q: searchField.optional(),
};

/** Filters, order and page of balance transactions. `types` has groups taken apart. */
export const listTransactionsInput = z
  .strictObject({
    ...filters,
    type: listOf(nameField).optional(),
    status: oneOf(["available", "pending"]).optional(),
    payoutId: idText.optional(),
  })
  .check(...listRules)
  .transform(({ type, ...rest }) => ({ ...settle(rest), types: type && typeFilterOf(type) }));
export type ListTransactionsInput = z.output<typeof listTransactionsInput>;

/** Filters, order and page of payouts. */
export const listPayoutsInput = z
  .strictObject({
    ...filters,
    status: listOf(oneOf(payoutStatuses)).optional(),
    method: oneOf(payoutMethods).optional(),
    late: oneOf(["true"]).optional(),
  })
  .check(...listRules)
  .transform(({ status, ...rest }) => ({ ...settle(rest), statuses: status }));
export type ListPayoutsInput = z.output<typeof listPayoutsInput>;

/** Page of sync runs, newest first. */
export const listSyncRunsInput = z
  .strictObject({ ...page, accountId: accountIdField.optional() })
  .transform((input) => ({ ...input, offset: input.offset ?? 0 }));
export type ListSyncRunsInput = z.output<typeof listSyncRunsInput>;

/** Filters and page of webhook events, dated by their receipt, newest first. `type` is an event's type or how types begin, such as `payout`. */
export const listEventsInput = z
  .strictObject({
    ...page,
    state: oneOf(webhookEventStates).optional(),
    type: eventTypeField.optional(),
    accountId: accountIdField.optional(),
    q: searchField.optional(),
    startDate: dateField.optional(),
    endDate: dateField.optional(),
    timezone: timezoneField.optional(),
  })
  .check(...rangeRules)
  .transform((input) => settle(input));
export type ListEventsInput = z.output<typeof listEventsInput>;

/** Which account's balance; without it, those of all accounts. */
export const balanceInput = z.strictObject({ accountId: accountIdField.optional() });
export type BalanceInput = z.output<typeof balanceInput>;

/** What to sync: the default account when none is named; `full` reads from its beginning. */
export const syncInput = z.strictObject({
  accountId: accountIdField.optional(),
  full: z.boolean({ error: "Must be true or false." }).optional(),
});
export type SyncInput = z.output<typeof syncInput>;

/**
 * Adds the organization's zone to a query that names none, when the schema knows zones at all; dates without a zone
 * of their own are then the organization's days.
 */
export function withTimezone<Query extends object>(schema: z.ZodType, query: Query, timezone: string): Query {
  const object = schema instanceof z.ZodPipe ? schema.in : schema;
  return object instanceof z.ZodObject && "timezone" in object.shape ? { timezone, ...query } : query;
}

function settle<Input extends Omit<ListFilters, "sort">>({
  startDate,
  endDate,
  timezone = "UTC",
  offset = 0,
  ...rest
}: Input) {
  return { ...rest, offset, ...dateRange({ startDate, endDate, timezone }) };
}
