import type { Context } from "@/lib/context";
import type { Account } from "@/lib/core/account";
import type { SyncRun } from "@/lib/core/sync-run";
import { findLatestRun } from "@/lib/sync/find-latest-run";

/** The newest run of each account that ever had one, by Stripe's id. */
export async function latestRunsOf(ctx: Context, accounts: readonly Account[]): Promise<Map<string, SyncRun>> {
  const runs = await Promise.all(accounts.map((account) => findLatestRun(ctx, account)));
  return new Map(runs.flatMap((run) => (run ? [[run.accountId, run] as const] : [])));
}
