import { and, desc, eq, sql } from "drizzle-orm";
import { connectedAccounts, syncRuns, syncWindows } from "@/db/schema";
import { type OrgTransaction, withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { Account } from "../core/account";
import type { SyncTrigger } from "../core/sync-run";
import { type ActiveRun, leaseEnd } from "./active-run";

export type ClaimedRun = { readonly runId: string; readonly active: ActiveRun | null };
type Wish = { trigger: SyncTrigger; full: boolean; deadline: number | null };

/**
 * Takes the account's sync: a new run, or one whose holder has gone silent, or one that reads less than is asked for
 * now. While another holder is at work on as much, names its run and gives nothing to do. Each taker raises the fence,
 * so that the holder before it can write no more.
 */
export async function claimRun(ctx: Context, account: Account, wish: Wish): Promise<ClaimedRun> {
  return withOrg(ctx, async (tx) => {
    await lockAccount(tx, ctx, account);
    const [running] = await tx
      .select({ id: syncRuns.id, full: syncRuns.full, isAlive: sql<boolean>`${syncRuns.leaseUntil} > now()` })
      .from(syncRuns)
      .where(
        and(
          eq(syncRuns.organizationId, ctx.organizationId),
          eq(syncRuns.connectedAccountId, account.id),
          eq(syncRuns.state, "running"),
        ),
      )
      .orderBy(desc(syncRuns.startedAt))
      .limit(1);
    const widens = wish.full && running?.full === false;
    if (running?.isAlive && !widens) return { runId: running.id, active: null };
    const row = running ? await takeOver(tx, ctx, running, widens ? wish : null) : await begin(tx, ctx, account, wish);
    if (widens) await forgetPasses(tx, ctx, account);
    const wanted = { trigger: wish.trigger, deadline: wish.deadline };
    return { runId: row.id, active: { ...row, ...wanted, account, requests: 0 } };
  });
}

/** Claims of one account take turns; two of them at once would both find no run and begin one. */
async function lockAccount(tx: OrgTransaction, ctx: Context, account: Account): Promise<void> {
  await tx
    .select({ id: connectedAccounts.id })
    .from(connectedAccounts)
    .where(and(eq(connectedAccounts.organizationId, ctx.organizationId), eq(connectedAccounts.id, account.id)))
    .for("update");
}

const held = {
  id: syncRuns.id,
  fence: syncRuns.fence,
  full: syncRuns.full,
  stage: syncRuns.stage,
  startedAt: syncRuns.startedAt,
};

/** With a wider wish the run begins again, in the name of whoever has that wish. */
async function takeOver(tx: OrgTransaction, ctx: Context, running: { id: string }, wider: Wish | null) {
  const [row] = await tx
    .update(syncRuns)
    .set({
      fence: sql`${syncRuns.fence} + 1`,
      leaseUntil: leaseEnd,
      ...(wider ? { full: true, stage: "account", trigger: wider.trigger, actor: actorOf(ctx) } : {}),
    })
    .where(and(eq(syncRuns.organizationId, ctx.organizationId), eq(syncRuns.id, running.id)))
    .returning(held);
  if (!row) throw new Error("The run to take over is gone.");
  return row;
}

async function begin(tx: OrgTransaction, ctx: Context, account: Account, { trigger, full }: Wish) {
  const [row] = await tx
    .insert(syncRuns)
    .values({
      organizationId: ctx.organizationId,
      connectedAccountId: account.id,
      trigger,
      actor: actorOf(ctx),
      full,
      state: "running",
      stage: "account",
      startedAt: ctx.now(),
      leaseUntil: leaseEnd,
    })
    .returning(held);
  if (!row) throw new Error("The new run is missing.");
  return row;
}

function actorOf({ actor }: Context): string | null {
  return actor.kind === "system" ? null : actor.name;
}

/** A pass that began at a watermark does not reach back far enough for a full run. */
async function forgetPasses(tx: OrgTransaction, ctx: Context, account: Account): Promise<void> {
  await tx
    .update(syncWindows)
    .set({ passFrom: null, passTo: null, cursor: null })
    .where(and(eq(syncWindows.organizationId, ctx.organizationId), eq(syncWindows.connectedAccountId, account.id)));
}
