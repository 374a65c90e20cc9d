import { and, asc, eq, sql } from "drizzle-orm";
import { connectedAccounts, syncWindows } from "@/db/schema";
import { withSystem } from "@/db/with-org";
import { contextForSystem, type Services } from "../context";
import { toOrganizationId } from "../core/ids";
import { rowsSeen } from "../core/sync-run";
import { syncAccount } from "./sync-account";

export type SyncedAll = {
  /** Accounts that were taken up before the time was over. */
  readonly accounts: number;
  /** Ledger rows read, new or known. */
  readonly synced: number;
  readonly failed: number;
};

type Due = { organizationId: string; stripeAccountId: string };

const accountsMax = 10_000;
/** Together well below what Stripe allows per second. */
const workersMax = 4;

/**
 * Syncs every connected account of every organization within the time given, those read longest ago first. Safe to
 * call while another call is at work: each account has one holder at a time. A failing account does not stop others.
 */
export async function syncAll(services: Services, { budgetMs }: { budgetMs: number }): Promise<SyncedAll> {
  const deadline = performance.now() + budgetMs;
  const due = await accountsDue(services);
  const result = { accounts: 0, synced: 0, failed: 0 };
  const work = async () => {
    for (let next = due.shift(); next && performance.now() < deadline; next = due.shift()) {
      result.accounts++;
      const outcome = await syncOne(services, next, deadline - performance.now());
      result.synced += outcome.synced;
      if (outcome.hasFailed) result.failed++;
    }
  };
  await Promise.all(Array.from({ length: workersMax }, work));
  return result;
}

async function accountsDue(services: Services): Promise<Due[]> {
  return withSystem(services.db, (tx) =>
    tx
      .select({
        organizationId: connectedAccounts.organizationId,
        stripeAccountId: connectedAccounts.stripeAccountId,
      })
      .from(connectedAccounts)
      .leftJoin(
        syncWindows,
        and(eq(syncWindows.connectedAccountId, connectedAccounts.id), eq(syncWindows.resource, "balance_transactions")),
      )
      .where(and(eq(connectedAccounts.state, "active"), eq(connectedAccounts.livemode, services.livemode)))
      .orderBy(sql`${syncWindows.watermark} asc nulls first`, asc(connectedAccounts.id))
      .limit(accountsMax),
  );
}

async function syncOne(services: Services, { organizationId, stripeAccountId }: Due, budgetMs: number) {
  // The organization of our own row is the check that its id may be minted.
  const ctx = contextForSystem(services, toOrganizationId(organizationId), "cron");
  try {
    const run = await syncAccount(ctx, { accountId: stripeAccountId, trigger: "cron", budgetMs });
    return { synced: rowsSeen(run), hasFailed: run.state === "failed" };
  } catch (error) {
    services.log.error("A scheduled sync broke off.", error, { accountId: stripeAccountId });
    return { synced: 0, hasFailed: true };
  }
}
