import { isDeepStrictEqual } from "node:util";
import { and, eq } from "drizzle-orm";
import { payouts } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import { mergeStatus, type Payout, type StripePayout } from "../core/payout";
import { touchProofs } from "../proofs/touch-proofs";
import { linkIntent } from "./link-intent";
import { lockPayout } from "./lock-payout";
import type { PayoutScope, RecordCause } from "./payout-scope";
import { recordPayoutEvents } from "./record-payout-events";
import { type PayoutRecord, selectPayouts, toPayout, toPayoutColumns } from "./stored-payout";

/**
 * Mirrors a freshly fetched payout into our row, under the payout's lock: the later fetch wins, an older one only
 * adds what it knows of events. Notes status changes and webhook events once, settles the intent the payout carries
 * in its metadata, and has its proof follow as the transaction ends; the one given is the one before. A row of another
 * organization is never touched.
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
  if (isNews) await prove(tx, scope, { stored, payout, cause });
  const [joined] = await selectPayouts(tx).where(
    and(eq(payouts.organizationId, scope.organizationId), eq(payouts.id, id)),
  );
  if (!joined) throw new Error(`Payout ${payout.stripePayoutId} belongs to another organization.`);
  return toPayout(joined);
}

/** What a payout is made of is another matter once its amount, its standing or Stripe's list of it has changed. */
async function prove(
  tx: OrgTransaction,
  { organizationId, connectedAccountId }: PayoutScope,
  { stored, payout, cause }: { stored: PayoutRecord | null; payout: StripePayout; cause: RecordCause },
): Promise<void> {
  const columns = toPayoutColumns(payout);
  if (stored && isDeepStrictEqual(pick(stored, columns), columns)) return;
  const isKnown = stored !== null || payout.originalPayoutId !== null;
  await touchProofs(
    tx,
    { organizationId, connectedAccountId },
    {
      payouts: [payout.stripePayoutId],
      // Nothing is attributed to a payout before the ledger has been read up to it, which the end of a sync sees to.
      isAttributionOpen: !payout.automatic && isKnown && (stored === null || hasTurned(stored, payout)),
      now: cause.fetchedAt,
    },
  );
}

/** Whether it takes other money of the ledger than before, or none any more. */
function hasTurned(stored: PayoutRecord, payout: StripePayout): boolean {
  return !isDeepStrictEqual(standingOf(stored), standingOf(toPayoutColumns(payout)));
}

type Standing = Pick<
  PayoutRecord,
  "amount" | "currency" | "created" | "method" | "status" | "balanceTransactionId" | "reversedById"
>;

function standingOf(columns: Standing) {
  const { amount, currency, created, method, status, balanceTransactionId, reversedById } = columns;
  const isBack = status === "failed" || status === "canceled";
  return [amount, currency, created, method, isBack, balanceTransactionId, reversedById];
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
