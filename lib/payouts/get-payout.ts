import { and, asc, eq } from "drizzle-orm";
import { payoutEvents } from "@/db/schema";
import { type OrgTransaction, withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { notFound } from "../core/errors";
import type { Page } from "../core/page";
import type { Payout } from "../core/payout";
import { listCandidates, type ProofCandidate } from "../proofs/list-candidates";
import { findPayout } from "./find-payout";
import { listPayoutTransactions, type PayoutTransaction } from "./list-payout-transactions";
import type { PayoutRecord } from "./stored-payout";
import { type PayoutCategory, sumPayoutCategories } from "./sum-payout-categories";

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
  /**
   * The first of the transactions that Stripe ties to the payout, its own row included; of one made by hand those that
   * are attributed to it.
   */
  readonly transactions: Page<PayoutTransaction>;
  /** What they come to by reporting category of Stripe's. */
  readonly categories: readonly PayoutCategory[];
  /** What a difference may come from, the likeliest first; none without one. */
  readonly candidates: readonly ProofCandidate[];
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
      transactions: await listPayoutTransactions(tx, ctx, found.row, transactionsMax),
      categories: await sumPayoutCategories(tx, ctx, found.row),
      candidates: await listCandidates(tx, ctx, found.row),
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
