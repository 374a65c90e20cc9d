import { sql } from "drizzle-orm";
import { syncWindows } from "@/db/schema";
import type { StoredRepair } from "@/db/stored";
import { type OrgTransaction, withOrg } from "@/db/with-org";
import type { AccountScope } from "../balance/account-scope";
import { lockLedger } from "../balance/lock-ledger";
import type { Context } from "../context";
import type { StripeTransaction } from "../core/transaction";
import { StripeCallError } from "../stripe/errors";
import type { Page } from "../stripe/gateway";
import { type ActiveRun, writeForRun } from "../sync/active-run";
import { callStripe } from "../sync/call-stripe";
import { windowOf } from "../sync/window-of";
import { dayAfter, dayOf } from "./ledger-range";
import { recordRepairs } from "./record-repairs";
import { removeRows } from "./remove-rows";
import { rewriteRows } from "./rewrite-rows";
import { settleWindows } from "./settle-windows";

type Stretch = {
  readonly from: Date;
  readonly to: Date;
  /**
   * Leaves the windows as they are, for stored rows that are not what was written: what the windows say is then the
   * only trace of what else is amiss.
   */
  readonly keepsWindows: boolean;
};

/** More pages than a stretch of days has; a list that never ends must not keep a run for ever. */
const pagesMax = 100_000;

/**
 * Reads some days again from Stripe and makes the stored rows equal to it: every column is rewritten, missing rows are
 * added, and rows are removed that Stripe neither lists nor knows. What was done is written down with it.
 */
export async function rewriteRange(ctx: Context, run: ActiveRun, stretch: Stretch): Promise<void> {
  const scope = { organizationId: ctx.organizationId, connectedAccountId: run.account.id };
  // Taken before the first page: a row that comes while the list is read may be missing from it and is none too many.
  const known = await storedIds(ctx, scope, stretch);
  const completeUpTo = await watermarkOf(ctx, run);
  const listed = await rewriteListed(ctx, run, { scope, stretch, completeUpTo });
  const elsewhere: StripeTransaction[] = [];
  const unknown: string[] = [];
  for (const id of known) {
    if (listed.has(id)) continue;
    const row = await askFor(ctx, run, id);
    if (row === null) unknown.push(id);
    else if (row !== "unreadable") elsewhere.push(row);
  }
  await writeForRun(ctx, run, async (tx) => {
    await lockLedger(tx, scope);
    const repairs = [...(await rewriteRows(tx, scope, elsewhere)), ...(await removeRows(tx, scope, unknown))];
    await recordRepairs(tx, ctx, run, { ...stretch, rows: repairs });
    if (!stretch.keepsWindows) await settleWindows(tx, scope, { ...stretch, listedAt: ctx.now() });
    return countsOf(repairs);
  });
}

type Reading = { scope: AccountScope; stretch: Stretch; completeUpTo: Date | null };

/** Page by page, each with its repairs in one transaction. Gives every id listed, those that cannot be kept included. */
async function rewriteListed(ctx: Context, run: ActiveRun, reading: Reading): Promise<Set<string>> {
  const { from, to } = reading.stretch;
  const gateway = ctx.stripeFor(run.account.stripeAccountId);
  const listed = new Set<string>();
  let startingAfter: string | undefined;
  for (let page = 0; page < pagesMax; page++) {
    const found = await callStripe(ctx, run, () => gateway.listTransactions({ from, to, startingAfter }));
    for (const { stripeBalanceTxnId } of found.rows) listed.add(stripeBalanceTxnId);
    for (const { id } of found.unreadable) listed.add(id);
    if (found.rows.length > 0) {
      await writeForRun(ctx, run, async (tx) => countsOf(await rewritePage(tx, ctx, run, reading, found)));
    }
    if (!found.hasMore || found.lastId === null) return listed;
    startingAfter = found.lastId;
  }
  throw new Error("The list of balance transactions does not end.");
}

async function rewritePage(
  tx: OrgTransaction,
  ctx: Context,
  run: ActiveRun,
  { scope, stretch, completeUpTo }: Reading,
  found: Page<StripeTransaction>,
): Promise<StoredRepair[]> {
  await lockLedger(tx, scope);
  const repairs = await rewriteRows(tx, scope, found.rows);
  // What came since the ledger was last complete is not missing, it is new.
  const isFresh = ({ createdAt }: StripeTransaction) => completeUpTo !== null && createdAt > completeUpTo;
  const fresh = new Set(found.rows.filter(isFresh).map((row) => row.stripeBalanceTxnId));
  const told = repairs.filter((repair) => repair.found !== null || !fresh.has(repair.id));
  await recordRepairs(tx, ctx, run, { ...stretch, rows: told });
  if (repairs.length > 0 && !stretch.keepsWindows) {
    const moments = found.rows.map((row) => row.createdAt.getTime());
    const span = { from: dayOf(new Date(Math.min(...moments))), to: dayAfter(new Date(Math.max(...moments))) };
    await settleWindows(tx, scope, { ...span, listedAt: null });
  }
  return repairs;
}

async function watermarkOf(ctx: Context, run: ActiveRun): Promise<Date | null> {
  const isWindow = windowOf(ctx, run, "balance_transactions");
  const [window] = await withOrg(ctx, (tx) =>
    tx.select({ watermark: syncWindows.watermark }).from(syncWindows).where(isWindow),
  );
  return window?.watermark ?? null;
}

async function storedIds(ctx: Context, scope: AccountScope, { from, to }: Stretch): Promise<string[]> {
  const { rows } = await withOrg(ctx, (tx) =>
    tx.execute<{ id: string }>(sql`
      select stripe_balance_txn_id as id
      from balance_transactions
      where organization_id = ${scope.organizationId}
        and connected_account_id = ${scope.connectedAccountId}
        and created >= ${from.toISOString()}::timestamptz
        and created < ${to.toISOString()}::timestamptz`),
  );
  return rows.map(({ id }) => id);
}

/** Only what Stripe does not know by its id either may go. Null when it does not. */
async function askFor(ctx: Context, run: ActiveRun, id: string): Promise<StripeTransaction | "unreadable" | null> {
  const gateway = ctx.stripeFor(run.account.stripeAccountId);
  try {
    return await callStripe(ctx, run, () => gateway.getTransaction(id));
  } catch (error) {
    if (error instanceof StripeCallError && error.code === "resource_missing") return null;
    if (error instanceof StripeCallError && error.reason === "unreadable") return "unreadable";
    throw error;
  }
}

function countsOf(repairs: readonly StoredRepair[]): { inserted: number; updated: number } {
  const inserted = repairs.filter(({ found }) => found === null).length;
  return { inserted, updated: repairs.length - inserted };
}
