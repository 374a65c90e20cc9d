import { refreshStatistics } from "@/db/refresh-statistics";
import { recordDisconnect } from "../accounts/record-disconnect";
import { resolveAccount } from "../accounts/resolve-account";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { AppError } from "../core/errors";
import type { SyncRun, SyncStage, SyncTrigger } from "../core/sync-run";
import { checkLedger } from "../ledger/check-ledger";
import { isLeftToSchedule } from "../ledger/is-left-to-schedule";
import { mendLedger } from "../ledger/mend-ledger";
import { StripeCallError } from "../stripe/errors";
import { type ActiveRun, OutOfTimeError, RunLostError } from "./active-run";
import { claimRun } from "./claim-run";
import { endRun } from "./end-run";
import { findRun } from "./find-run";
import { salesStages } from "./sales-stages";
import { syncAccountFacts } from "./sync-account-facts";
import { syncPayoutLinks } from "./sync-payout-links";
import { syncPayouts } from "./sync-payouts";
import { syncTransactions } from "./sync-transactions";

export type SyncInput = {
  /** Stripe's id; the default account without it. */
  accountId?: string;
  /** From the beginning of the account instead of from the last complete pass. */
  full?: boolean;
  trigger: SyncTrigger;
  /** Time after which to stop and leave the rest to the next call; none means until done. */
  budgetMs?: number;
};

const stages = [
  ["account", syncAccountFacts],
  ["balance_transactions", syncLedger],
  ["payouts", syncPayouts],
  ["payout_links", syncPayoutLinks],
  ...salesStages,
  ["ledger", checkLedger],
] as const;

/** First what is stored is made sound again: reading anew would mend some of it unseen. */
async function syncLedger(ctx: Context, run: ActiveRun): Promise<void> {
  if (!(await isLeftToSchedule(ctx, run))) await mendLedger(ctx, run);
  await syncTransactions(ctx, run);
}

/** After these a first reading has filled large tables. */
const filling: ReadonlySet<string> = new Set<SyncStage>(["balance_transactions", "charges", "subscriptions"]);

/**
 * Mirrors what Stripe has for one account and gives the run as it stands at the end: complete, failed with the
 * reason, or still running, when the time is over or another process is at it. Taking a run up again repeats at most
 * one page. Throws `not_found`, `no_connected_account`, and `conflict` for a disconnected account.
 */
export async function syncAccount(ctx: Context, input: SyncInput): Promise<SyncRun> {
  requirePermission(ctx.actor, "transactions:sync");
  const deadline = input.budgetMs === undefined ? null : performance.now() + input.budgetMs;
  const account = await resolveAccount(ctx, input.accountId);
  if (account.state === "disconnected") {
    throw new AppError("conflict", "This account is disconnected from Stripe; its history stays as it is.");
  }
  const { trigger, full = false } = input;
  const { runId, active } = await claimRun(ctx, account, { trigger, full, deadline });
  if (active) await work(ctx, active);
  return findRun(ctx, runId);
}

async function work(ctx: Context, run: ActiveRun): Promise<void> {
  try {
    const start = Math.max(
      0,
      stages.findIndex(([stage]) => stage === run.stage),
    );
    for (const [stage, runStage] of stages.slice(run.stage === "done" ? stages.length : start)) {
      await runStage(ctx, run);
      if (filling.has(stage)) await tellPlanner(ctx, run);
    }
    await endRun(ctx, run, { kind: "complete" });
  } catch (error) {
    await stop(ctx, run, error);
  }
}

/** Pages are slower without it and nothing is wrong, so it never fails a sync. */
async function tellPlanner(ctx: Context, run: ActiveRun): Promise<void> {
  await refreshStatistics(ctx.db).catch((error: unknown) => {
    ctx.log.warn("The database's statistics could not be renewed.", { runId: run.id, error: String(error) });
  });
}

async function stop(ctx: Context, run: ActiveRun, error: unknown): Promise<void> {
  const accountId = run.account.stripeAccountId;
  // Whoever took the run over goes on with it; nothing of ours was written in between.
  if (error instanceof RunLostError) return ctx.log.warn("A sync was taken over.", { accountId, runId: run.id });
  if (error instanceof OutOfTimeError) return endRun(ctx, run, { kind: "paused" });
  if (error instanceof StripeCallError) {
    ctx.log.error("A sync failed.", error, { accountId, runId: run.id, requestId: error.requestId });
    if (error.reason === "account_lost") await recordDisconnect(ctx, run.account);
    return endRun(ctx, run, {
      kind: "failed",
      code: error.code ?? error.reason,
      message: `${error.message} ${error.reason === "account_lost" ? "Syncing has stopped; the history stays." : "What was read so far is kept."}`,
      stripeRequestId: error.requestId,
      keepsPlace: error.outcome === "unknown",
    });
  }
  await endRun(ctx, run, {
    kind: "failed",
    code: "internal",
    message: "Something broke on our side. What was read so far is kept.",
    stripeRequestId: null,
    keepsPlace: true,
  }).catch((second: unknown) => {
    // Without the database the run cannot be closed; its lease runs out and the next call takes it up.
    ctx.log.error("A sync could not be closed.", second, { accountId, runId: run.id });
  });
  throw error;
}
