import { AppError } from "./errors";
import { isUuid } from "./ids";

/** A minus sign puts the newest or largest first. */
export const sorts = ["created", "-created", "amount", "-amount"] as const;
export type Sort = (typeof sorts)[number];

/** The last row of a page: what the list is sorted by (an instant, or an amount in minor units) and our id. */
export type CursorPosition = { readonly value: Date | bigint; readonly id: string };

const prefix = "c_";
const textMax = 200;
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const amountPattern = /^-?\d{1,19}$/;

/** An opaque text from which a list in the same order goes on after the given row. */
export function encodeCursor(sort: Sort, { value, id }: CursorPosition): string {
  const text = typeof value === "bigint" ? value.toString() : value.toISOString();
  const base64 = btoa(JSON.stringify([sort, text, id]));
  return prefix + base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * Reads a cursor that was made for the same order. Throws `invalid_request` for anything else, since a list that
 * went on from a wrong place would leave rows out unnoticed.
 */
export function decodeCursor(cursor: string, sort: Sort): CursorPosition {
  const position = findPosition(cursor, sort);
  if (position) return position;
  const detail = "This cursor does not belong to this list and order. Begin again without it.";
  throw new AppError("invalid_request", detail, {
    errors: [{ pointer: "cursor", code: "invalid_cursor", detail }],
  });
}

/** Whether {@link decodeCursor} would accept it. */
export function isCursor(cursor: string, sort: Sort): boolean {
  return findPosition(cursor, sort) !== null;
}

function findPosition(cursor: string, sort: Sort): CursorPosition | null {
  if (!cursor.startsWith(prefix) || cursor.length > textMax) return null;
  const parts = parse(cursor.slice(prefix.length));
  if (!Array.isArray(parts) || parts.length !== 3) return null;
  const [madeFor, text, id]: unknown[] = parts;
  if (madeFor !== sort || typeof text !== "string" || typeof id !== "string" || !isUuid(id)) return null;
  const value = sort.endsWith("amount") ? toAmount(text) : toInstant(text);
  return value === null ? null : { value, id };
}

function parse(base64Url: string): unknown {
  try {
    return JSON.parse(atob(base64Url.replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    // Whatever does not decode was not made here; the caller says so.
    return null;
  }
}

function toAmount(text: string): bigint | null {
  if (!amountPattern.test(text)) return null;
  const amount = BigInt(text);
  return amount === BigInt.asIntN(64, amount) ? amount : null;
}

/** Only the years that Stripe's rows can have; PostgreSQL would refuse some that JavaScript takes, such as 0000. */
function toInstant(text: string): Date | null {
  if (!instantPattern.test(text)) return null;
  const instant = new Date(text);
  const isKnown = instant.getTime() >= Date.UTC(1970, 0) && instant.getTime() < Date.UTC(2200, 0);
  return isKnown ? instant : null;
}
