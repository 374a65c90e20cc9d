import { type FlatQuery, queryHref } from "@/lib/core/page-query";
import { webhookEventStates } from "@/lib/core/webhook-event";
import { type ActiveFilter, dateLabel } from "../filters/active-filters";
import type { Clock } from "../time";
import { eventStateLabels } from "./event-words";

const filterNames = ["range", "startDate", "endDate", "state", "type", "accountId", "q"] as const;

/** Names of the organization's accounts are by Stripe's id. */
type Words = { readonly clock: Clock; readonly accountNames: ReadonlyMap<string, string> };

/** What the events are filtered by now, each with the address of the list without it. */
export function activeEventFilters(path: string, query: FlatQuery, words: Words): ActiveFilter[] {
  return filterNames.flatMap((name) => {
    const value = query[name];
    if (value === undefined) return [];
    return [{ name, label: labelOf(name, value, words), href: queryHref(path, query, { [name]: null }) }];
  });
}

/** The address of the list without any filter; the page size stays. */
export function clearedEventsHref(path: string, query: FlatQuery): string {
  return queryHref(path, query, Object.fromEntries(filterNames.map((name) => [name, null])));
}

function labelOf(name: (typeof filterNames)[number], value: string, { accountNames, clock }: Words): string {
  if (name === "range" || name === "startDate" || name === "endDate") {
    return dateLabel({ [name]: value }, clock) ?? value;
  }
  if (name === "state") {
    const state = webhookEventStates.find((one) => one === value);
    return state ? eventStateLabels[state] : value;
  }
  if (name === "accountId") return accountNames.get(value) ?? value;
  return name === "q" ? `“${value}”` : value;
}
