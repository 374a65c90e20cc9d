import type { z } from "zod";
import { isCurrency } from "./currency";
import { isDatePreset, presetDays } from "./date-presets";
import { AppError } from "./errors";
import { type DroppedQuery, type FlatQuery, flattenQuery, type PageQuery, parseLeniently } from "./page-query";
import { parseAmount } from "./parse-amount";

/** A list's filters as a page works with them. */
export type ListQuery<Input> = {
  readonly input: Input;
  /** What of the address was understood, under the names the address uses; for links and form fields. */
  readonly query: FlatQuery;
  readonly dropped: readonly DroppedQuery[];
};

/**
 * Reads the address of a list page. It has the names of the REST query, and three that suit people: `range` names a
 * date range, `min` and `max` are amounts as people write them, in the currency that is filtered by.
 */
export function readListQuery<Input>(
  schema: z.ZodType<Input>,
  address: PageQuery,
  { now, timezone }: { now: Date; timezone: string },
): ListQuery<Input> {
  const given = flattenQuery(address);
  const { range, min, max, ...plain } = given;
  const dropped: DroppedQuery[] = [];
  const filters: Record<string, string> = { timezone, ...plain };

  if (range !== undefined) {
    if (isDatePreset(range) && !plain.startDate && !plain.endDate)
      Object.assign(filters, presetDays(range, now, timezone));
    else dropped.push({ name: "range", value: range });
  }
  for (const [name, text, field] of [["min", min, "minAmount"] as const, ["max", max, "maxAmount"] as const]) {
    if (text === undefined) continue;
    const minor = minorOf(text, plain.currency);
    if (minor === null) dropped.push({ name, value: text });
    else filters[field] = minor.toString();
  }

  const parsed = parseLeniently(schema, filters);
  for (const { name, value } of parsed.dropped) {
    const shown = nameInAddress(name, given);
    dropped.push({ name: shown, value: given[shown] ?? value });
  }
  const query = Object.fromEntries(
    Object.entries(given).filter(([name]) => !dropped.some((left) => left.name === name)),
  );
  return { input: parsed.input, query, dropped };
}

/** Parts of an address that name something, which may not exist or not be the organization's. */
const references = ["accountId", "payoutId"];

/**
 * Lists what an address asks for. An account or payout that is not found is left out like any other part that is not
 * understood, so that an old link still shows a list. Other refusals of the list pass through.
 */
export async function listLeniently<Input, Result>(
  schema: z.ZodType<Input>,
  address: PageQuery,
  at: { now: Date; timezone: string },
  list: (input: Input) => Promise<Result>,
): Promise<Omit<ListQuery<Input>, "input"> & { readonly page: Result }> {
  const { input, query, dropped } = readListQuery(schema, address, at);
  try {
    return { page: await list(input), query, dropped };
  } catch (error) {
    const unknown = references.filter((name) => name in query);
    if (!(error instanceof AppError) || error.code !== "not_found" || unknown.length === 0) throw error;
    const known = Object.entries(flattenQuery(address)).filter(([name]) => !unknown.includes(name));
    const again = readListQuery(schema, Object.fromEntries(known), at);
    const left = unknown.map((name) => ({ name, value: query[name] ?? "" }));
    return { page: await list(again.input), query: again.query, dropped: [...again.dropped, ...left] };
  }
}

/** One polite sentence about what was left out, or null. */
export function droppedNotice(dropped: readonly DroppedQuery[]): string | null {
  if (dropped.length === 0) return null;
  const parts = dropped.map(({ name, value }) => `${name}=${value.length > 40 ? `${value.slice(0, 40)}…` : value}`);
  return `Some filters in this link were not understood: ${new Intl.ListFormat("en").format(parts)}.`;
}

function minorOf(text: string, currency: string | undefined): bigint | null {
  const code = currency?.toLowerCase();
  if (code === undefined || !isCurrency(code)) return null;
  const parsed = parseAmount(text.replace(/^[−-]/, ""), code);
  if (!parsed.ok) return null;
  return /^[−-]/.test(text) ? -parsed.minor : parsed.minor;
}

function nameInAddress(name: string, given: FlatQuery): string {
  if (name in given) return name;
  if (name === "minAmount") return "min";
  if (name === "maxAmount") return "max";
  return name === "startDate" || name === "endDate" ? "range" : name;
}
