import { missing, StripeRefusal } from "./errors";
import { child, integer, type JsonObject, text } from "./json";

type Listed = { id: string; created: number };
type ListOptions<Row> = {
  url: string;
  /** What the cursor's object is called in a refusal. */
  name: string;
  keep?: (row: Row) => boolean;
  show: (row: Row) => JsonObject;
};

const defaultLimit = 10;
const maxLimit = 100;

/**
 * One page of records that are stored in order of creation: newest first, ties in reverse order of making.
 * Understands limit, both cursors and the filter by `created`.
 */
export function listPage<Row extends Listed>(
  rows: readonly Row[],
  params: JsonObject,
  options: ListOptions<Row>,
): JsonObject {
  const limit = limitOf(params);
  const isWanted = (row: Row) => isWithin(params, "created", row.created) && (options.keep?.(row) ?? true);
  const before = text(params, "ending_before");
  const after = text(params, "starting_after");
  if (before !== undefined && after !== undefined) {
    throw new StripeRefusal("Give either starting_after or ending_before.", { code: "parameters_exclusive" });
  }
  const found: Row[] = [];
  if (before === undefined) {
    const end = after === undefined ? rows.length : positionOf(rows, after, options.name, "starting_after");
    for (let at = end - 1; at >= 0 && found.length <= limit; at--) collect(rows[at], isWanted, found);
  } else {
    const start = positionOf(rows, before, options.name, "ending_before");
    for (let at = start + 1; at < rows.length && found.length <= limit; at++) collect(rows[at], isWanted, found);
  }
  const page = found.slice(0, limit);
  if (before !== undefined) page.reverse();
  return { object: "list", data: page.map(options.show), has_more: found.length > limit, url: options.url };
}

function collect<Row>(row: Row | undefined, isWanted: (row: Row) => boolean, found: Row[]): void {
  if (row !== undefined && isWanted(row)) found.push(row);
}

function limitOf(params: JsonObject): number {
  const limit = integer(params, "limit") ?? defaultLimit;
  if (limit >= 1 && limit <= maxLimit) return limit;
  const message = `This value must be from 1 to ${maxLimit} (it currently is '${limit}').`;
  throw new StripeRefusal(message, { code: "parameter_invalid_integer", param: "limit" });
}

function positionOf<Row extends Listed>(rows: readonly Row[], id: string, name: string, param: string): number {
  const position = rows.findLastIndex((row) => row.id === id);
  if (position < 0) throw missing(name, id, 400, param);
  return position;
}

/** Whether a time fits a filter that is a single time or has the bounds gt, gte, lt and lte. */
export function isWithin(params: JsonObject, key: string, time: number): boolean {
  const exact = integer(params, key);
  if (exact !== undefined) return time === exact;
  const range = child(params, key);
  if (!range) return true;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = bounds(range);
  return time > gt && time >= gte && time < lt && time <= lte;
}

function bounds(range: JsonObject): Record<"gt" | "gte" | "lt" | "lte", number | undefined> {
  return { gt: integer(range, "gt"), gte: integer(range, "gte"), lt: integer(range, "lt"), lte: integer(range, "lte") };
}
