import { sql } from "drizzle-orm";
import { syncWindows } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import type { Context } from "../context";
import type { SyncStage } from "../core/sync-run";
import type { MirroredKind } from "../payments/mirrored-kind";
import { recordMirrored } from "../payments/record-mirrored";
import { StripeCallError } from "../stripe/errors";
import { type ActiveRun, writeForRun } from "./active-run";
import { readPasses } from "./read-passes";
import { windowOf } from "./window-of";

type SalesReading<T> = {
  readonly kind: MirroredKind<T>;
  readonly nextStage: SyncStage;
  /** What only a complete reading makes possible; done again when the run dies before the next stage. */
  finish?(): Promise<void>;
};

/** As for the ledger: Stripe may show a row some time after the moment it bears, and clocks differ a little. */
const overlapMs = 2 * 3_600_000;

/**
 * Reads one list of what was sold, from new to old, down to two hours before the last complete pass or the oldest row
 * that Stripe may still change. A list that Stripe keeps from us is named on the run, and the others are read.
 */
export async function readSales<T>(ctx: Context, run: ActiveRun, reading: SalesReading<T>): Promise<void> {
  const { kind, nextStage, finish } = reading;
  try {
    await readList(ctx, run, { kind, nextStage: finish ? kind.table : nextStage });
    if (!finish) return;
    await finish();
    await writeForRun(ctx, run, async () => ({ stage: nextStage }));
  } catch (error) {
    if (!(error instanceof StripeCallError) || error.reason !== "refused") throw error;
    const accountId = run.account.stripeAccountId;
    ctx.log.warn("Stripe refused to list what an account sold.", { accountId, list: kind.table, code: error.code });
    const refused = `Stripe refused to list the ${kind.table}; what was known of them before is unchanged.`;
    await writeForRun(ctx, run, async (tx) => {
      await forgetPass(tx, ctx, run, kind.table);
      return { stage: nextStage, refused };
    });
  }
}

async function readList<T>(
  ctx: Context,
  run: ActiveRun,
  { kind, nextStage }: Omit<SalesReading<T>, "finish">,
): Promise<void> {
  const { account } = run;
  const scope = { organizationId: ctx.organizationId, connectedAccountId: account.id };
  const gateway = ctx.stripeFor(account.stripeAccountId);
  const read = () =>
    readPasses<T>(ctx, run, {
      resource: kind.table,
      nextStage,
      lowerBound: (tx, watermark) => lowerBound(tx, ctx, run, { kind, watermark }),
      fetchPage: (request) => kind.list(gateway, request),
      createdAt: (row) => kind.createdAt(row) ?? undefined,
      record: async (tx, rows, fetchedAt) => {
        await recordMirrored(tx, scope, kind, { rows, fetchedAt, isNoted: run.full });
        // The run counts ledger rows only.
        return { inserted: 0, updated: 0, unchanged: 0 };
      },
    });
  try {
    await read();
  } catch (error) {
    if (!(error instanceof StripeCallError) || error.code !== "resource_missing") throw error;
    // The row that the next page starts after is gone, as a deleted customer is: the list is read from its beginning.
    await writeForRun(ctx, run, async (tx) => {
      await forgetPass(tx, ctx, run, kind.table);
      return {};
    });
    await read();
  }
}

async function lowerBound<T>(
  tx: OrgTransaction,
  ctx: Context,
  run: ActiveRun,
  { kind, watermark }: { kind: MirroredKind<T>; watermark: Date },
): Promise<Date> {
  const overlap = watermark.getTime() - overlapMs;
  // An event names what changed. Reading all that is open again after each of them would be most of the work.
  if (run.trigger === "webhook") return new Date(overlap);
  const { rows } = await tx.execute<{ oldest_ms: string | null }>(sql`
    select floor(extract(epoch from min(created)) * 1000)::text as oldest_ms
    from ${sql.identifier(kind.table)}
    where organization_id = ${ctx.organizationId}
      and connected_account_id = ${run.account.id}
      and (${kind.unsettled})`);
  return new Date(Math.min(overlap, Number(rows[0]?.oldest_ms ?? overlap)));
}

async function forgetPass(
  tx: OrgTransaction,
  ctx: Context,
  run: ActiveRun,
  resource: MirroredKind<never>["table"],
): Promise<void> {
  await tx
    .update(syncWindows)
    .set({ passFrom: null, passTo: null, cursor: null, updatedAt: ctx.now() })
    .where(windowOf(ctx, run, resource));
}
