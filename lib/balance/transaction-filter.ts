import { and, eq, gt, gte, inArray, lt, lte, notInArray, or, type SQL, sql } from "drizzle-orm";
import { balanceTransactions } from "@/db/schema";
import type { Context } from "../context";
import type { ConnectedAccountId } from "../core/ids";
import { isUuid } from "../core/ids";
import type { ListTransactionsInput } from "../core/list-input";
import { groupedTypes, type TypeFilter } from "../core/type-filter";
import { amountMatches } from "./amount-matches";
import { contains } from "./contains";

/** What the ids of an input stand for, once they are known to be the organization's. */
export type ResolvedIds = {
  readonly accountId: ConnectedAccountId | null;
  readonly payout: { readonly connectedAccountId: string; readonly stripePayoutId: string } | null;
};

const table = balanceTransactions;

/** The rows of the organization that an input asks for, without order and page. */
export function transactionFilter(ctx: Context, input: ListTransactionsInput, { accountId, payout }: ResolvedIds): SQL {
  const { types, currency, status, from, to, minAmount, maxAmount, q } = input;
  const all = and(
    eq(table.organizationId, ctx.organizationId),
    accountId === null ? undefined : eq(table.connectedAccountId, accountId),
    payout === null
      ? undefined
      : and(eq(table.connectedAccountId, payout.connectedAccountId), eq(table.stripePayoutId, payout.stripePayoutId)),
    types === undefined ? undefined : isOfTypes(types),
    currency === undefined ? undefined : eq(table.currency, currency),
    status === "available" ? lte(table.availableOn, ctx.now()) : undefined,
    status === "pending" ? gt(table.availableOn, ctx.now()) : undefined,
    from === undefined ? undefined : gte(table.created, from),
    to === undefined ? undefined : lt(table.created, to),
    minAmount === undefined ? undefined : gte(table.amount, minAmount),
    maxAmount === undefined ? undefined : lte(table.amount, maxAmount),
    q === undefined ? undefined : isFoundBy(q),
  );
  return all ?? sql`true`;
}

function isOfTypes({ types, categories, adjustmentCategories, isUngroupedIncluded }: TypeFilter): SQL | undefined {
  return or(
    inArray(table.type, [...types]),
    inArray(table.reportingCategory, [...categories]),
    and(eq(table.type, "adjustment"), inArray(table.reportingCategory, [...adjustmentCategories])),
    isUngroupedIncluded ? notInArray(table.type, [...groupedTypes]) : undefined,
  );
}

/** Our id or one of Stripe's exactly, a part of the description, or an exact amount. */
function isFoundBy(q: string): SQL | undefined {
  return or(
    isUuid(q) ? eq(table.id, q) : undefined,
    eq(table.stripeBalanceTxnId, q),
    eq(table.sourceId, q),
    eq(table.stripePayoutId, q),
    contains(table.description, q),
    amountMatches(q, table),
  );
}
