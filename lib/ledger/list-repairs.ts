import { and, desc, eq, inArray } from "drizzle-orm";
import { balanceTransactions, connectedAccounts, ledgerRepairs } from "@/db/schema";
import type { StoredRepair, StoredRepairedRow } from "@/db/stored";
import { type OrgTransaction, withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { toCurrency } from "../core/currency";
import { toStripeAccountId } from "../core/ids";
import type { LedgerRepair, RepairedState } from "../core/ledger-repair";
import { money } from "../core/money";

/** What is told of one repair. */
const rowsMax = 5;

/** The last repairs of the organization's ledgers, newest first, each with some of its rows. Needs the right to read transactions. */
export async function listRepairs(ctx: Context, { limit }: { limit: number }): Promise<LedgerRepair[]> {
  requirePermission(ctx.actor, "transactions:read");
  return withOrg(ctx, async (tx) => {
    const found = await tx
      .select({ repair: ledgerRepairs, accountId: connectedAccounts.stripeAccountId })
      .from(ledgerRepairs)
      .innerJoin(
        connectedAccounts,
        and(
          eq(connectedAccounts.organizationId, ledgerRepairs.organizationId),
          eq(connectedAccounts.id, ledgerRepairs.connectedAccountId),
        ),
      )
      .where(eq(ledgerRepairs.organizationId, ctx.organizationId))
      .orderBy(desc(ledgerRepairs.repairedAt), ledgerRepairs.id)
      .limit(limit);
    const told = found.map(({ repair, accountId }) => ({ ...repair, accountId, rows: repair.rows.slice(0, rowsMax) }));
    const ours = await ourIds(
      tx,
      ctx,
      told.flatMap(({ rows }) => rows.map(({ id }) => id)),
    );
    return told.map(({ id, accountId, connectedAccountId, currency, repairedAt, rows, ...counts }) => ({
      id,
      accountId: toStripeAccountId(accountId),
      currency: toCurrency(currency),
      repairedAt,
      inserted: counts.inserted,
      rewritten: counts.rewritten,
      removed: counts.removed,
      rows: rows.map((row) => toRow(row, ours.get(`${connectedAccountId} ${row.id}`) ?? null)),
    }));
  });
}

async function ourIds(tx: OrgTransaction, ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({
      id: balanceTransactions.id,
      account: balanceTransactions.connectedAccountId,
      stripe: balanceTransactions.stripeBalanceTxnId,
    })
    .from(balanceTransactions)
    .where(
      and(
        eq(balanceTransactions.organizationId, ctx.organizationId),
        inArray(balanceTransactions.stripeBalanceTxnId, [...ids]),
      ),
    );
  return new Map(rows.map((row) => [`${row.account} ${row.stripe}`, row.id]));
}

function toRow({ id, found, now, changed }: StoredRepair, transactionId: string | null) {
  return { stripeBalanceTxnId: id, transactionId, found: toState(found), now: toState(now), changed };
}

function toState(row: StoredRepairedRow | null): RepairedState | null {
  if (row === null) return null;
  const currency = toCurrency(row.currency);
  return { amount: money(BigInt(row.amount), currency), fee: money(BigInt(row.fee), currency), type: row.type };
}
