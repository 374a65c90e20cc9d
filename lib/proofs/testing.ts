import { asc, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  balanceTransactions,
  findings,
  payoutAllocations,
  payoutReconciliations,
  payouts,
  syncWindows,
} from "@/db/schema";
import type { TestDatabase } from "@/db/testing";
import { payoutRow, type Tenant, transactionRow } from "@/db/testing-rows";
import { withOrg } from "@/db/with-org";
import { touchProofs } from "./touch-proofs";

export const start = Date.UTC(2026, 10, 1);
/** Hours after the beginning of these worlds. */
export const hour = (hours: number) => new Date(start + hours * 3_600_000);

type RowChange = Partial<typeof balanceTransactions.$inferInsert>;
type PayoutChange = Partial<typeof payouts.$inferInsert>;

/** A row of that net, available at once unless it says otherwise. */
export function rowOf(tenant: Tenant, id: string, net: bigint, at: number, change: RowChange = {}) {
  const amounts = { amount: net, fee: 0n, netAmount: net };
  const moments = { created: hour(at), availableOn: hour(at) };
  return transactionRow(tenant, { stripeBalanceTxnId: id, ...amounts, ...moments, ...change });
}

/** Stores a payout made by hand together with its own row of the ledger. */
export async function pay(
  db: Database,
  tenant: Tenant,
  { id, amount, at, fee = 0n, ...columns }: PayoutChange & { id: string; amount: bigint; at: number; fee?: bigint },
) {
  const own = `txn_${id}`;
  const given = {
    stripePayoutId: id,
    amount,
    created: hour(at),
    status: "paid",
    balanceTransactionId: own,
    ...columns,
  };
  await db.insert(payouts).values(payoutRow(tenant, given));
  const carried = { amount: -amount, fee, netAmount: -amount - fee, type: "payout", sourceId: id };
  await db
    .insert(balanceTransactions)
    .values(rowOf(tenant, own, 0n, at, { ...carried, currency: given.currency ?? "usd" }));
}

/** As the end of a sync does: everything is looked at again, with the ledger known up to a moment. */
export async function prove(database: TestDatabase, tenant: Tenant, at = 1_000): Promise<void> {
  await database.owner
    .insert(syncWindows)
    .values({ ...tenant, resource: "balance_transactions", watermark: hour(at) })
    .onConflictDoUpdate({
      target: [syncWindows.connectedAccountId, syncWindows.resource],
      set: { watermark: hour(at) },
    });
  await withOrg({ db: database.db, organizationId: tenant.organizationId }, (tx) =>
    touchProofs(tx, tenant, { payouts: "all", isAttributionOpen: true, now: hour(at) }),
  );
}

/** What each payout was attributed, in order: `txn 100`. */
export async function attributed(db: Database, tenant: Tenant): Promise<Record<string, string[]>> {
  const rows = await db
    .select({
      payout: payouts.stripePayoutId,
      row: payoutAllocations.stripeBalanceTxnId,
      amount: payoutAllocations.amount,
    })
    .from(payoutAllocations)
    .innerJoin(payouts, eq(payouts.id, payoutAllocations.payoutId))
    .where(eq(payoutAllocations.organizationId, tenant.organizationId))
    .orderBy(asc(payouts.created), asc(sql`${payouts.stripePayoutId} collate "C"`), asc(payoutAllocations.position));
  const found: Record<string, string[]> = {};
  for (const { payout, row, amount } of rows) found[payout] = [...(found[payout] ?? []), `${row} ${amount}`];
  return found;
}

/** The stored proof of each payout that has one. */
export async function proofs(db: Database, tenant: Tenant) {
  const rows = await db
    .select({ id: payouts.stripePayoutId, proof: payoutReconciliations })
    .from(payoutReconciliations)
    .innerJoin(payouts, eq(payouts.id, payoutReconciliations.payoutId))
    .where(eq(payoutReconciliations.organizationId, tenant.organizationId));
  return Object.fromEntries(rows.map(({ id, proof }) => [id, proof]));
}

export async function empty(db: Database): Promise<void> {
  for (const table of [findings, payoutAllocations, payoutReconciliations, balanceTransactions, payouts, syncWindows]) {
    await db.delete(table);
  }
}
