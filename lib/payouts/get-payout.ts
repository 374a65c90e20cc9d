import { and, asc, count, desc, eq } from "drizzle-orm";
import { balanceTransactions, payoutEvents } from "@/db/schema";
import { type OrgTransaction, withOrg } from "@/db/with-org";
import { selectTransactions, toTransaction } from "../balance/stored-transaction";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { notFound } from "../core/errors";
import { type Page, pageOf } from "../core/page";
import type { Payout } from "../core/payout";
import type { Transaction } from "../core/transaction";
import { findPayout } from "./find-payout";
import { type Reconciliation, reconcilePayout } from "./reconcile-payout";
import type { PayoutRecord } from "./stored-payout";

/** Something known to have happened to a payout, and how we know. */
export type PayoutEvent = {
  readonly id: string;
  /** Stripe's event type, `status.<status>` when a fetch showed it, or `cancel.requested`. */
  readonly type: string;
  readonly at: Date;
  readonly source: "webhook" | "sync" | "person" | "api_key" | "sweep";
  readonly stripeEventId: string | null;
  readonly actor: string | null;
};

export type PayoutDetail = {
  readonly payout: Payout;
  /** Oldest first. */
  readonly events: readonly PayoutEvent[];
  /** The first of the transactions that Stripe ties to the payout, its own row included; none for manual ones. */
  readonly transactions: Page<Transaction>;
  readonly reconciliation: Reconciliation | null;
};

const transactionsMax = 100;
const eventsMax = 200;

/**
 * A payout with its history and what it is made of, by our id or Stripe's. Throws `not_found` for an id that is
 * unknown, malformed or another organization's.
 */
export async function getPayout(ctx: Context, { id }: { id: string }): Promise<PayoutDetail> {
  requirePermission(ctx.actor, "payouts:read");
  return withOrg(ctx, async (tx) => {
    const found = await findPayout(tx, ctx, id);
    if (found === null) throw notFound();
    return {
      payout: found.payout,
      events: await listEvents(tx, ctx, found.row),
      transactions: await listLinked(tx, ctx, found.row),
      reconciliation: await reconcilePayout(tx, ctx, found.row),
    };
  });
}

async function listEvents(tx: OrgTransaction, ctx: Context, payout: PayoutRecord): Promise<PayoutEvent[]> {
  return tx
    .select({
      id: payoutEvents.id,
      type: payoutEvents.type,
      at: payoutEvents.at,
      source: payoutEvents.source,
      stripeEventId: payoutEvents.stripeEventId,
      actor: payoutEvents.actor,
    })
    .from(payoutEvents)
    .where(and(eq(payoutEvents.organizationId, ctx.organizationId), eq(payoutEvents.payoutId, payout.id)))
    .orderBy(asc(payoutEvents.at), asc(payoutEvents.createdAt), asc(payoutEvents.id))
    .limit(eventsMax);
}

async function listLinked(tx: OrgTransaction, ctx: Context, payout: PayoutRecord): Promise<Page<Transaction>> {
  const isLinked = and(
    eq(balanceTransactions.organizationId, ctx.organizationId),
    eq(balanceTransactions.connectedAccountId, payout.connectedAccountId),
    eq(balanceTransactions.stripePayoutId, payout.stripePayoutId),
  );
  const [counted] = await tx.select({ total: count() }).from(balanceTransactions).where(isLinked);
  const rows = await selectTransactions(tx)
    .where(isLinked)
    .orderBy(desc(balanceTransactions.created), desc(balanceTransactions.id))
    .limit(transactionsMax + 1);
  return pageOf({
    rows: rows.map((row) => toTransaction(row, ctx.now())),
    limit: transactionsMax,
    offset: 0,
    total: counted?.total ?? 0,
  });
}
