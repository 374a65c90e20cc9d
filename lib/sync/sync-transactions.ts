import { and, eq, gt, min } from "drizzle-orm";
import { balanceTransactions } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import { recordTransactions } from "../balance/record-transactions";
import type { Context } from "../context";
import type { ActiveRun } from "./active-run";
import { readPasses } from "./read-passes";

/** Stripe may show a row some time after the moment it bears, and clocks differ a little. */
const overlapMs = 2 * 3_600_000;

/** Reads the ledger from new to old, down to two hours before the last complete pass or the oldest row then pending. */
export async function syncTransactions(ctx: Context, run: ActiveRun): Promise<void> {
  const { account } = run;
  const scope = { organizationId: ctx.organizationId, connectedAccountId: account.id };
  const gateway = ctx.stripeFor(account.stripeAccountId);
  await readPasses(ctx, run, {
    resource: "balance_transactions",
    nextStage: "payouts",
    lowerBound: (tx, watermark) => lowerBound(tx, ctx, run, watermark),
    fetchPage: (request) => gateway.listTransactions(request),
    createdAt: (row) => row.createdAt,
    record: (tx, rows) => recordTransactions(tx, scope, rows),
  });
}

/** Stripe may move the day on which a pending row becomes available, and says so by no event: such rows are read again. */
async function lowerBound(tx: OrgTransaction, ctx: Context, run: ActiveRun, watermark: Date): Promise<Date> {
  const [pending] = await tx
    .select({ oldest: min(balanceTransactions.created) })
    .from(balanceTransactions)
    .where(
      and(
        eq(balanceTransactions.organizationId, ctx.organizationId),
        eq(balanceTransactions.connectedAccountId, run.account.id),
        gt(balanceTransactions.availableOn, watermark),
      ),
    );
  const overlap = watermark.getTime() - overlapMs;
  return new Date(Math.min(overlap, pending?.oldest?.getTime() ?? overlap));
}
