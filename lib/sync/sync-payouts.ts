import type { OrgTransaction } from "@/db/with-org";
import type { Context } from "../context";
import type { StripePayout } from "../core/payout";
import { recordPayout } from "../payouts/record-payout";
import type { ActiveRun } from "./active-run";
import { readPasses } from "./read-passes";

/** Most payouts settle within two weeks of being made; older ones that are still open are asked for one by one. */
const lookBackMs = 14 * 86_400_000;

/** Reads the payouts of the last weeks again, which mends whatever a lost webhook left out. */
export async function syncPayouts(ctx: Context, run: ActiveRun): Promise<void> {
  const gateway = ctx.stripeFor(run.account.stripeAccountId);
  await readPasses(ctx, run, {
    resource: "payouts",
    nextStage: "payout_links",
    lowerBound: async (_, watermark) => new Date(watermark.getTime() - lookBackMs),
    fetchPage: (request) => gateway.listPayouts(request),
    createdAt: (payout) => payout.createdAt,
    record: (tx, rows, fetchedAt) => recordAll(tx, ctx, run, rows, fetchedAt),
  });
}

async function recordAll(
  tx: OrgTransaction,
  ctx: Context,
  { account }: ActiveRun,
  rows: readonly StripePayout[],
  fetchedAt: Date,
) {
  const scope = {
    organizationId: ctx.organizationId,
    connectedAccountId: account.id,
    stripeAccountId: account.stripeAccountId,
    log: ctx.log,
  };
  // One order for everybody who takes several locks.
  const sorted = [...rows].sort((a, b) => (a.stripePayoutId < b.stripePayoutId ? -1 : 1));
  for (const payout of sorted) await recordPayout(tx, scope, payout, { source: "sync", fetchedAt });
  // The run counts ledger rows only.
  return { inserted: 0, updated: 0, unchanged: 0 };
}
