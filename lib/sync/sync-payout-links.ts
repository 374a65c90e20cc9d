import { and, desc, eq, inArray, lt, notInArray, or, sql } from "drizzle-orm";
import { payoutReconciliations, payouts } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { linkPayoutTransactions } from "../balance/link-payout-transactions";
import type { Context } from "../context";
import type { SyncStage } from "../core/sync-run";
import { isLeftToSchedule } from "../ledger/is-left-to-schedule";
import { recordPayout } from "../payouts/record-payout";
import { touchProofs } from "../proofs/touch-proofs";
import { StripeCallError } from "../stripe/errors";
import { type ActiveRun, writeForRun } from "./active-run";
import { callStripe } from "./call-stripe";

/** What one run asks for payout by payout; the next run goes on. */
const openPayoutsMax = 100;
const linkedPayoutsMax = 1_000;
const lookBackDays = 14;
/** A paid payout can come back from the bank; Stripe says within five business days of its arrival. */
const returnDays = 10;

/**
 * What only single payouts tell: how old open ones ended, and which rows each reconciled one carried. Every payout is
 * added up again before, so that one whose rows were changed or lost is asked for anew, and payouts made by hand are
 * attributed what the ledger holds now.
 */
export async function syncPayoutLinks(ctx: Context, run: ActiveRun): Promise<void> {
  for (const id of await oldOpenPayouts(ctx, run)) await ifKnown(ctx, run, id, () => askAgain(ctx, run, id));
  const isWhole = !(await isLeftToSchedule(ctx, run));
  if (isWhole) await prove(ctx, run, { isAttributionOpen: false });
  for (const id of await unprovedPayouts(ctx, run)) await ifKnown(ctx, run, id, () => link(ctx, run, id));
  await prove(ctx, run, { isAttributionOpen: isWhole, stage: "refunds" });
}

/** A long ledger is read from end to end. */
const proofTimeoutMs = 120_000;

async function prove(
  ctx: Context,
  run: ActiveRun,
  { isAttributionOpen, stage }: { isAttributionOpen: boolean; stage?: SyncStage },
): Promise<void> {
  const scope = { organizationId: ctx.organizationId, connectedAccountId: run.account.id };
  await writeForRun(ctx, run, async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', ${String(proofTimeoutMs)}, true)`);
    const payouts = stage === undefined ? ("all" as const) : [];
    await touchProofs(tx, scope, { payouts, isAttributionOpen, now: ctx.now() });
    return { stage };
  });
}

/** Made before the weeks that the list covers, and not yet beyond change. */
async function oldOpenPayouts(ctx: Context, run: ActiveRun): Promise<string[]> {
  const daysAgo = (days: number) => new Date(ctx.now().getTime() - days * 86_400_000);
  const rows = await withOrg(ctx, (tx) =>
    tx
      .select({ id: payouts.stripePayoutId })
      .from(payouts)
      .where(
        and(
          ofAccount(ctx, run),
          lt(payouts.created, daysAgo(lookBackDays)),
          notInArray(payouts.status, ["failed", "canceled"]),
          or(
            inArray(payouts.status, ["pending", "in_transit"]),
            sql`${payouts.arrivalDate} > ${daysAgo(returnDays).toISOString()}::timestamptz`,
          ),
          lt(payouts.fetchedAt, run.startedAt),
        ),
      )
      .orderBy(desc(payouts.created))
      .limit(openPayoutsMax),
  );
  return rows.map((row) => row.id);
}

async function askAgain(ctx: Context, run: ActiveRun, stripePayoutId: string): Promise<void> {
  const { account } = run;
  const fetchedAt = ctx.now();
  const gateway = ctx.stripeFor(account.stripeAccountId);
  const payout = await callStripe(ctx, run, () => gateway.getPayout(stripePayoutId));
  const scope = {
    organizationId: ctx.organizationId,
    connectedAccountId: account.id,
    stripeAccountId: account.stripeAccountId,
    log: ctx.log,
  };
  await writeForRun(ctx, run, async (tx) => {
    await recordPayout(tx, scope, payout, { source: "sync", fetchedAt });
    return {};
  });
}

/** Reconciled by Stripe, and our rows do not come to it: none are tied to it yet, or others than Stripe's. */
async function unprovedPayouts(ctx: Context, run: ActiveRun): Promise<string[]> {
  const rows = await withOrg(ctx, (tx) =>
    tx
      .select({ id: payouts.stripePayoutId })
      .from(payouts)
      .where(
        and(
          ofAccount(ctx, run),
          eq(payouts.automatic, true),
          eq(payouts.reconciliationStatus, "completed"),
          sql`not exists (${tx
            .select({ one: sql`1` })
            .from(payoutReconciliations)
            .where(
              and(
                eq(payoutReconciliations.organizationId, ctx.organizationId),
                eq(payoutReconciliations.payoutId, payouts.id),
                eq(payoutReconciliations.state, "proved"),
              ),
            )})`,
        ),
      )
      .orderBy(desc(payouts.created))
      .limit(linkedPayoutsMax),
  );
  return rows.map((row) => row.id);
}

async function link(ctx: Context, run: ActiveRun, stripePayoutId: string): Promise<void> {
  await linkPayoutTransactions(ctx, {
    account: run.account,
    stripePayoutId,
    fetchPage: (read) => callStripe(ctx, run, read),
  });
  await writeForRun(ctx, run, async () => ({}));
}

/** One payout that Stripe refuses to talk about must not keep the others waiting; it is asked for again next time. */
async function ifKnown(ctx: Context, run: ActiveRun, stripePayoutId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof StripeCallError) || error.reason !== "refused") throw error;
    const accountId = run.account.stripeAccountId;
    ctx.log.warn("Stripe refused to tell about a payout.", { accountId, stripePayoutId, code: error.code });
  }
}

function ofAccount(ctx: Context, run: ActiveRun) {
  return and(eq(payouts.organizationId, ctx.organizationId), eq(payouts.connectedAccountId, run.account.id));
}
