export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * What presenters build: JSON with exact integers and instants in it. A member that is undefined is left out.
 */
export type Presentable =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Date
  | readonly Presentable[]
  | { readonly [key: string]: Presentable };

/**
 * Makes JSON of it: amounts as whole numbers, as Stripe gives them, and instants in UTC with a `Z`. Throws a plain
 * error for an integer beyond 2^53 - 1, which most readers of JSON would silently round.
 */
export function toJson(value: Presentable): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return toSafeNumber(value);
  if (typeof value === "number") return toFinite(value);
  if (typeof value !== "object") return value;
  if (value instanceof Date) return toTimestamp(value);
  if (isList(value)) return value.map(toJson);
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.map(([key, member]) => [key, toJson(member)]));
}

/** An instant as `2026-11-22T15:02:11Z`, with milliseconds only when it has any. */
export function toTimestamp(instant: Date): string {
  return instant.toISOString().replace(".000Z", "Z");
}

function toSafeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Error("An integer is too large to be written exactly.");
  return number;
}

function toFinite(value: number): number {
  if (!Number.isFinite(value)) throw new Error("A number that is not finite cannot be written.");
  return value;
}

function isList(value: object): value is readonly Presentable[] {
  return Array.isArray(value);
}
