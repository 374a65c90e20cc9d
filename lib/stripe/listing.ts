import type Stripe from "stripe";
import { measure } from "../timing";
import { countSendings } from "./count-sendings";
import { toCallError, UnreadableObjectError } from "./errors";
import type { Page, PageRequest, UnreadableRow } from "./gateway";

export const pageSizeMax = 100;

/** Runs one call; whatever it throws is put into our words. */
export async function call<T>(work: () => Promise<T>): Promise<T> {
  const sendings = { count: 0 };
  try {
    return await measure("stripe", () => countSendings(sendings, work));
  } catch (error) {
    throw toCallError(error, sendings.count);
  }
}

/** Stripe counts whole seconds, so both bounds are rounded up to keep the range half-open and exact. */
export function listParams({ from, to, startingAfter, limit = pageSizeMax }: PageRequest) {
  const created = {
    ...(from ? { gte: Math.ceil(from.getTime() / 1000) } : {}),
    ...(to ? { lt: Math.ceil(to.getTime() / 1000) } : {}),
  };
  return {
    limit,
    ...(from || to ? { created } : {}),
    ...(startingAfter ? { starting_after: startingAfter } : {}),
  };
}

/** A page in our types. A row that cannot be kept exactly stands apart; whoever reads the page reports it. */
export function pageOf<T extends { id: string }, U>(list: Stripe.ApiList<T>, map: (row: T) => U): Page<U> {
  const rows: U[] = [];
  const unreadable: UnreadableRow[] = [];
  for (const row of list.data) {
    try {
      rows.push(map(row));
    } catch (error) {
      // One row that cannot be kept must not keep the others out.
      if (!(error instanceof UnreadableObjectError)) throw error;
      unreadable.push({ id: row.id, reason: error.message });
    }
  }
  return { rows, unreadable, hasMore: list.has_more, lastId: list.data.at(-1)?.id ?? null };
}
