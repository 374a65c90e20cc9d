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
  readonly payout: { readonly id: string; readonly connectedAccountId: string; readonly stripePayoutId: string } | null;
};

const table = balanceTransactions;

/** The rows of the organization that an input asks for, without order and page. */
export function transactionFilter(ctx: Context, input: ListTransactionsInput, { accountId, payout }: ResolvedIds): SQL {
  const { types, currency, status, from, to, minAmount, maxAmount, q } = input;
  const all = and(
    eq(table.organizationId, ctx.organizationId),
    accountId === null ? undefined : eq(table.connectedAccountId, accountId),
    payout === null ? undefined : isOfPayout(ctx, payout),
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

/** Tied to it by Stripe, or attributed to it by us, with the whole row even where a part of it was. */
function isOfPayout(ctx: Context, { id, connectedAccountId, stripePayoutId }: NonNullable<ResolvedIds["payout"]>): SQL {
  return sql`(
    ${table.connectedAccountId} = ${connectedAccountId}
    and (
      ${table.stripePayoutId} = ${stripePayoutId}
      or ${table.stripeBalanceTxnId} = any(array(
        select part.stripe_balance_txn_id
        from payout_allocations as part
        where part.organization_id = ${ctx.organizationId} and part.payout_id = ${id}
      ))
    )
  )`;
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
