import { and, eq, gte, inArray, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { payouts } from "@/db/schema";
import { amountMatches } from "../balance/amount-matches";
import { contains } from "../balance/contains";
import type { Context } from "../context";
import type { ConnectedAccountId } from "../core/ids";
import { isUuid } from "../core/ids";
import { lateBefore, openPayoutStatuses } from "../core/late-payout";
import type { ListPayoutsInput } from "../core/list-input";

export type PayoutFilters = Pick<
  ListPayoutsInput,
  "statuses" | "method" | "late" | "currency" | "from" | "to" | "minAmount" | "maxAmount" | "q"
>;

/** The payouts of the organization that an input asks for, without order and page. */
export function payoutFilter(
  ctx: Context,
  { statuses, method, late, currency, from, to, minAmount, maxAmount, q }: PayoutFilters,
  accountId: ConnectedAccountId | null,
): SQL {
  const all = and(
    eq(payouts.organizationId, ctx.organizationId),
    accountId === null ? undefined : eq(payouts.connectedAccountId, accountId),
    statuses === undefined ? undefined : inArray(payouts.status, statuses),
    method === undefined ? undefined : eq(payouts.method, method),
    late === undefined ? undefined : isLateBy(ctx.now()),
    currency === undefined ? undefined : eq(payouts.currency, currency),
    from === undefined ? undefined : gte(payouts.created, from),
    to === undefined ? undefined : lt(payouts.created, to),
    minAmount === undefined ? undefined : gte(payouts.amount, minAmount),
    maxAmount === undefined ? undefined : lte(payouts.amount, maxAmount),
    q === undefined ? undefined : isFoundBy(q),
  );
  return all ?? sql`true`;
}

/** The rule of `isLate`, for rows. */
function isLateBy(now: Date): SQL | undefined {
  return and(inArray(payouts.status, [...openPayoutStatuses]), lt(payouts.arrivalDate, lateBefore(now)));
}

/** Our id or one of Stripe's exactly, a part of the description, or an exact amount. */
function isFoundBy(q: string): SQL | undefined {
  return or(
    isUuid(q) ? or(eq(payouts.id, q), eq(payouts.intentId, q)) : undefined,
    eq(payouts.stripePayoutId, q),
    eq(payouts.balanceTransactionId, q),
    eq(payouts.failureBalanceTransactionId, q),
    eq(payouts.traceIdValue, q),
    sql`${payouts.destination} ->> 'id' = ${q}`,
    contains(payouts.description, q),
    amountMatches(q, payouts),
  );
}
