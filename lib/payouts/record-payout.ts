import { isDeepStrictEqual } from "node:util";
import { and, eq } from "drizzle-orm";
import { payouts } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import { mergeStatus, type Payout, type StripePayout } from "../core/payout";
import { linkIntent } from "./link-intent";
import { lockPayout } from "./lock-payout";
import type { PayoutScope, RecordCause } from "./payout-scope";
import { recordPayoutEvents } from "./record-payout-events";
import { type PayoutRecord, selectPayouts, toPayout, toPayoutColumns } from "./stored-payout";

/**
 * Mirrors a freshly fetched payout into our row, under the payout's lock: the later fetch wins, an older one only
 * adds what it knows of events. Notes status changes and webhook events once, and settles the intent the payout
 * carries in its metadata. A row of another organization is never touched.
 */
export async function recordPayout(
  tx: OrgTransaction,
  scope: PayoutScope,
  payout: StripePayout,
  cause: RecordCause,
): Promise<Payout> {
  await lockPayout(tx, { ...scope, stripePayoutId: payout.stripePayoutId });
  const stored = await findStored(tx, scope, payout.stripePayoutId);
  const isNews = stored === null || replaces(stored, payout, cause);
  const id = isNews ? await write(tx, scope, { stored, payout, cause }) : stored.id;
  await recordPayoutEvents(tx, scope, {
    payoutId: id,
    before: stored?.status ?? null,
    after: isNews ? payout : null,
    cause,
  });
  await linkIntent(tx, scope, { payoutId: id, payout, cause });
  const [joined] = await selectPayouts(tx).where(
    and(eq(payouts.organizationId, scope.organizationId), eq(payouts.id, id)),
  );
  if (!joined) throw new Error(`Payout ${payout.stripePayoutId} belongs to another organization.`);
  return toPayout(joined);
}

async function findStored(
  tx: OrgTransaction,
  scope: PayoutScope,
  stripePayoutId: string,
): Promise<PayoutRecord | null> {
  const [row] = await tx
    .select()
    .from(payouts)
    .where(
      and(
        eq(payouts.organizationId, scope.organizationId),
        eq(payouts.connectedAccountId, scope.connectedAccountId),
        eq(payouts.stripePayoutId, stripePayoutId),
      ),
    );
  return row ?? null;
}

/** Two answers asked for at the same instant have no order; then the one further along is the later. */
function replaces(stored: PayoutRecord, payout: StripePayout, { fetchedAt }: RecordCause): boolean {
  const ageMs = fetchedAt.getTime() - stored.fetchedAt.getTime();
  return ageMs > 0 || (ageMs === 0 && mergeStatus(stored.status, payout.status) === payout.status);
}

async function write(
  tx: OrgTransaction,
  scope: PayoutScope,
  { stored, payout, cause }: { stored: PayoutRecord | null; payout: StripePayout; cause: RecordCause },
): Promise<string> {
  const { organizationId, connectedAccountId } = scope;
  const { fetchedAt } = cause;
  const columns = toPayoutColumns(payout);
  const isChanged = stored === null || !isDeepStrictEqual(pick(stored, columns), columns);
  const [row] = await tx
    .insert(payouts)
    .values({
      ...columns,
      organizationId,
      connectedAccountId,
      stripePayoutId: payout.stripePayoutId,
      fetchedAt,
      createdAt: fetchedAt,
      updatedAt: fetchedAt,
    })
    .onConflictDoUpdate({
      target: [payouts.connectedAccountId, payouts.stripePayoutId],
      set: isChanged ? { ...columns, fetchedAt, updatedAt: fetchedAt } : { fetchedAt },
      setWhere: eq(payouts.organizationId, organizationId),
    })
    .returning({ id: payouts.id });
  if (!row) throw new Error(`Payout ${payout.stripePayoutId} belongs to another organization.`);
  return row.id;
}

function pick(stored: PayoutRecord, columns: ReturnType<typeof toPayoutColumns>): Partial<PayoutRecord> {
  return Object.fromEntries(Object.entries(stored).filter(([name]) => Object.hasOwn(columns, name)));
}
