import { and, asc, desc, eq, gt, lt, or, type SQL, sql } from "drizzle-orm";
import { balanceTransactions, payouts } from "@/db/schema";
import { type OrgTransaction, withOrg } from "@/db/with-org";
import { resolveAccount } from "../accounts/resolve-account";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { type Currency, toCurrency } from "../core/currency";
import { decodeCursor, encodeCursor } from "../core/cursor";
import { notFound } from "../core/errors";
import { isUuid } from "../core/ids";
import type { ListTransactionsInput } from "../core/list-input";
import { type Page, pageOf } from "../core/page";
import type { Transaction } from "../core/transaction";
import { selectTransactions, toTransaction } from "./stored-transaction";
import { transactionFilter } from "./transaction-filter";

/** Sums over the whole filter in one currency, in minor units. */
export type TransactionTotals = {
  readonly currency: Currency;
  readonly count: number;
  readonly amountMinor: bigint;
  readonly feeMinor: bigint;
  readonly netMinor: bigint;
};

export type TransactionPage = Page<Transaction> & { readonly totals: readonly TransactionTotals[] };

const table = balanceTransactions;

/**
 * A page of ledger rows with sums over everything the filter finds, per currency. Throws `not_found` for an account
 * or payout that is not the organization's, and `invalid_request` for a cursor of another order.
 */
export async function listTransactions(ctx: Context, input: ListTransactionsInput): Promise<TransactionPage> {
  requirePermission(ctx.actor, "transactions:read");
  const { limit, offset, sort, cursor } = input;
  const account = input.accountId === undefined ? null : await resolveAccount(ctx, input.accountId);
  const { found, totals } = await withOrg(ctx, async (tx) => {
    const payout = input.payoutId === undefined ? null : await findPayout(tx, ctx, input.payoutId);
    const filter = transactionFilter(ctx, input, { accountId: account?.id ?? null, payout });
    const found = await selectTransactions(tx)
      .where(and(filter, cursor === undefined ? undefined : isBehind(cursor, input)))
      .orderBy(...orderOf(input))
      .limit(limit + 1)
      .offset(cursor === undefined ? offset : 0);
    return { found, totals: await sumUp(tx, filter) };
  });
  const page = pageOf({
    rows: found.map((row) => toTransaction(row, ctx.now())),
    limit,
    offset,
    total: totals.reduce((count, sums) => count + sums.count, 0),
    cursorOf: (last) =>
      encodeCursor(sort, { value: isByAmount(input) ? last.amountMinor : last.createdAt, id: last.id }),
  });
  return { ...page, totals };
}

async function findPayout(tx: OrgTransaction, ctx: Context, id: string) {
  const [payout] = await tx
    .select({
      id: payouts.id,
      connectedAccountId: payouts.connectedAccountId,
      stripePayoutId: payouts.stripePayoutId,
    })
    .from(payouts)
    .where(
      and(
        eq(payouts.organizationId, ctx.organizationId),
        isUuid(id) ? eq(payouts.id, id) : eq(payouts.stripePayoutId, id),
      ),
    )
    .limit(1);
  if (!payout) throw notFound();
  return payout;
}

function isByAmount({ sort }: ListTransactionsInput): boolean {
  return sort === "amount" || sort === "-amount";
}

function orderOf(input: ListTransactionsInput): SQL[] {
  const direction = input.sort.startsWith("-") ? desc : asc;
  return [direction(isByAmount(input) ? table.amount : table.created), direction(table.id)];
}

/** The rows after the cursor's; our id decides among rows of one moment or one amount. */
function isBehind(cursor: string, input: ListTransactionsInput): SQL | undefined {
  const { value, id } = decodeCursor(cursor, input.sort);
  const isAfter = input.sort.startsWith("-") ? lt : gt;
  const column = isByAmount(input) ? table.amount : table.created;
  return or(isAfter(column, value), and(eq(column, value), isAfter(table.id, id)));
}

async function sumUp(tx: OrgTransaction, filter: SQL): Promise<TransactionTotals[]> {
  const rows = await tx
    .select({
      currency: table.currency,
      count: sql<number>`count(*)::int`,
      amountMinor: sql`sum(${table.amount})`.mapWith(BigInt),
      feeMinor: sql`sum(${table.fee})`.mapWith(BigInt),
      netMinor: sql`sum(${table.netAmount})`.mapWith(BigInt),
    })
    .from(table)
    .where(filter)
    .groupBy(table.currency)
    .orderBy(table.currency);
  return rows.map((row) => ({ ...row, currency: toCurrency(row.currency) }));
}
