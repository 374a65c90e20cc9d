import { datePresets, isDatePreset } from "@/lib/core/date-presets";
import { type FlatQuery, queryHref } from "@/lib/core/page-query";
import { isDay } from "@/lib/core/period";
import { type Clock, shortDay, stamp } from "../time";
import { groupLabels, isTransactionGroup, transactionLabel } from "../transactions/transaction-words";
import { payoutStatusLabel } from "../ui/badge";

export type ActiveFilter = { readonly name: string; readonly label: string; readonly href: string };

type Words = {
  readonly clock: Clock;
  /** Names of the organization's accounts by Stripe's id. */
  readonly accountNames: ReadonlyMap<string, string>;
};

/** Names of the query that choose rows; the others only order or cut the list. */
const filterNames = [
  "range",
  "startDate",
  "endDate",
  "type",
  "status",
  "method",
  "late",
  "currency",
  "accountId",
  "min",
  "max",
  "minAmount",
  "maxAmount",
  "payoutId",
  "q",
];

/** What a list is filtered by now, each part with the address of the list without it. */
export function activeFilters(path: string, query: FlatQuery, words: Words): ActiveFilter[] {
  return filterNames.flatMap((name) => {
    const value = query[name];
    if (value === undefined) return [];
    if (name !== "type" && name !== "status") {
      return [{ name, label: labelOf(name, value, words), href: queryHref(path, query, { [name]: null }) }];
    }
    // Each of several values can be taken away on its own.
    const values = value.split(",");
    return values.map((one) => ({
      name,
      label: labelOf(name, one, words),
      href: queryHref(path, query, { [name]: values.filter((other) => other !== one).join(",") }),
    }));
  });
}

/** The address of the list without any filter; order and page size stay. */
export function clearedHref(path: string, query: FlatQuery): string {
  return queryHref(path, query, Object.fromEntries(filterNames.map((name) => [name, null])));
}

/** The words for a date range of the query, such as "Last 30 days" or "Nov 21 – Nov 22"; null for all time. */
export function dateLabel(query: FlatQuery, clock: Clock): string | null {
  const { range, startDate, endDate } = query;
  if (range !== undefined && isDatePreset(range)) return datePresets[range];
  if (startDate !== undefined && endDate !== undefined) {
    const [from, to] = [moment(startDate, clock), moment(endDate, clock)];
    return from === to ? from : `${from} – ${to}`;
  }
  if (startDate !== undefined) return `From ${moment(startDate, clock)}`;
  return endDate === undefined ? null : `Until ${moment(endDate, clock)}`;
}

function labelOf(name: string, value: string, { clock, accountNames }: Words): string {
  if (name === "range" || name === "startDate" || name === "endDate")
    return dateLabel({ [name]: value }, clock) ?? value;
  if (name === "type") return typeLabel(value);
  if (name === "status") return value === "available" ? "Available" : payoutStatusLabel(value);
  if (name === "method") return value === "instant" ? "Instant" : "Standard";
  if (name === "late") return "Late";
  if (name === "currency") return value.toUpperCase();
  if (name === "accountId") return accountNames.get(value) ?? value;
  if (name === "min" || name === "minAmount") return `At least ${value}`;
  if (name === "max" || name === "maxAmount") return `At most ${value}`;
  return name === "payoutId" ? `Payout ${value}` : `“${value}”`;
}

function typeLabel(name: string): string {
  if (isTransactionGroup(name)) return groupLabels[name];
  return name === "other" ? "Other types" : transactionLabel({ type: name, reportingCategory: name });
}

function moment(text: string, clock: Clock): string {
  return isDay(text) ? shortDay(text, clock) : stamp(new Date(text), clock);
}
