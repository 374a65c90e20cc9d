import { and, eq, inArray } from "drizzle-orm";
import { connectedAccounts, syncRuns, syncWindows } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { type Coverage, leastCoverage } from "../core/coverage";
import type { SyncResource } from "./window-of";

const nothing: Coverage = { asOf: null, completeFrom: null };

/**
 * How complete our copy of Stripe's lists is, for one account or for all that are connected: the least complete one
 * decides. Ledgers are read from new to old, so during a first sync the newest part of one is complete already. An id
 * that names no account of the organization has nothing.
 */
export async function getCoverage(
  ctx: Context,
  { accountId, resources }: { accountId?: string; resources: readonly SyncResource[] },
): Promise<Coverage> {
  const { accounts, windows } = await withOrg(ctx, async (tx) => ({
    accounts: await tx
      .select({ id: connectedAccounts.id, state: connectedAccounts.state })
      .from(connectedAccounts)
      .where(
        and(
          eq(connectedAccounts.organizationId, ctx.organizationId),
          accountId === undefined ? undefined : eq(connectedAccounts.stripeAccountId, accountId),
        ),
      ),
    windows: await tx
      .select({
        accountId: syncWindows.connectedAccountId,
        resource: syncWindows.resource,
        watermark: syncWindows.watermark,
        passTo: syncWindows.passTo,
        stage: syncRuns.stage,
        reachedAt: syncRuns.reachedAt,
      })
      .from(syncWindows)
      .leftJoin(
        syncRuns,
        and(eq(syncRuns.organizationId, syncWindows.organizationId), eq(syncRuns.id, syncWindows.runId)),
      )
      .where(and(eq(syncWindows.organizationId, ctx.organizationId), inArray(syncWindows.resource, [...resources]))),
  }));
  // An account that has left gets no more rows; it says nothing of the others, unless it is asked about itself.
  const active = accounts.filter(({ state }) => state === "active");
  const asked = active.length > 0 ? active : accounts;
  const parts = asked.flatMap(({ id }) =>
    resources.map((resource) => {
      const window = windows.find((one) => one.accountId === id && one.resource === resource);
      return window ? coverageOf(window) : nothing;
    }),
  );
  return leastCoverage(parts);
}

function coverageOf(window: {
  resource: SyncResource;
  watermark: Date | null;
  passTo: Date | null;
  stage: string | null;
  reachedAt: Date | null;
}): Coverage {
  const { resource, watermark, passTo, stage, reachedAt } = window;
  if (watermark !== null) return { asOf: watermark, completeFrom: null };
  // Only of the ledger is it kept how far back a first reading has come.
  if (resource !== "balance_transactions" || stage !== "balance_transactions") return nothing;
  return passTo === null || reachedAt === null ? nothing : { asOf: passTo, completeFrom: reachedAt };
}
