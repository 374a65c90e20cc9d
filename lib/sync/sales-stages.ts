import type { Context } from "../context";
import type { SyncStage } from "../core/sync-run";
import { chargeKind } from "../payments/charge-kind";
import { customerKind } from "../payments/customer-kind";
import { disputeKind } from "../payments/dispute-kind";
import { refundKind } from "../payments/refund-kind";
import { subscriptionKind } from "../payments/subscription-kind";
import type { ActiveRun } from "./active-run";
import { askAgain } from "./ask-again";
import { findStaleCharges } from "./find-stale-charges";
import { findUnseenCustomers } from "./find-unseen-customers";
import { readSales } from "./read-sales";

type Stage = readonly [SyncStage, (ctx: Context, run: ActiveRun) => Promise<void>];

/**
 * What was sold and to whom, list by list. Refunds and disputes come before the charges they changed, so that one
 * reading of the charges sees them all.
 */
export const salesStages: readonly Stage[] = [
  ["refunds", (ctx, run) => readSales(ctx, run, { kind: refundKind, nextStage: "disputes" })],
  ["disputes", (ctx, run) => readSales(ctx, run, { kind: disputeKind, nextStage: "charges" })],
  ["charges", syncCharges],
  ["customers", syncCustomers],
  ["subscriptions", (ctx, run) => readSales(ctx, run, { kind: subscriptionKind, nextStage: "ledger" })],
];

async function syncCharges(ctx: Context, run: ActiveRun): Promise<void> {
  await readSales(ctx, run, {
    kind: chargeKind,
    nextStage: "customers",
    finish: async () => askAgain(ctx, run, { kind: chargeKind, ids: await findStaleCharges(ctx, run) }),
  });
}

async function syncCustomers(ctx: Context, run: ActiveRun): Promise<void> {
  await readSales(ctx, run, {
    kind: customerKind,
    nextStage: "subscriptions",
    finish: async () => {
      // Stripe's list leaves deleted ones out, so only a reading of all can tell who is missing.
      if (run.full) await askAgain(ctx, run, { kind: customerKind, ids: await findUnseenCustomers(ctx, run) });
    },
  });
}
