import { and, eq, isNull, ne } from "drizzle-orm";
import { payoutIntents, payouts } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import type { Actor } from "../core/access";
import { isUuid } from "../core/ids";
import type { StripePayout } from "../core/payout";
import { intentMetadataKey } from "../core/payout-input";
import type { PayoutScope, RecordCause } from "./payout-scope";

type Intent = typeof payoutIntents.$inferSelect;
type Found = { payoutId: string; payout: StripePayout; cause: RecordCause };

/**
 * Settles the intent that a payout names in its metadata: whatever had been believed of it, the payout exists. The
 * metadata is only a hint that anybody with access to the account can write, so the intent must be of the same
 * account, organization and amount, and free.
 */
export async function linkIntent(tx: OrgTransaction, scope: PayoutScope, found: Found): Promise<void> {
  const intent = await findNamedIntent(tx, scope, found.payout);
  if (intent === null || intent.state === "succeeded") {
    warnOfSecondPayout(scope, found.payout, intent);
    return;
  }
  if (await isLinkedToAnother(tx, scope, { stripePayoutId: found.payout.stripePayoutId, intentId: intent.id })) return;
  await tx
    .update(payoutIntents)
    .set({
      state: "succeeded",
      stripePayoutId: found.payout.stripePayoutId,
      errorCode: null,
      errorMessage: null,
      stripeErrorCode: null,
      leaseUntil: null,
      owner: null,
      updatedAt: found.cause.fetchedAt,
    })
    .where(and(eq(payoutIntents.organizationId, scope.organizationId), eq(payoutIntents.id, intent.id)));
  await tx
    .update(payouts)
    .set({ intentId: intent.id })
    .where(
      and(eq(payouts.organizationId, scope.organizationId), eq(payouts.id, found.payoutId), isNull(payouts.intentId)),
    );
  await noteSuccess(tx, scope, intent, found);
}

async function findNamedIntent(
  tx: OrgTransaction,
  { organizationId, connectedAccountId }: PayoutScope,
  payout: StripePayout,
): Promise<Intent | null> {
  const intentId = payout.metadata[intentMetadataKey];
  if (intentId === undefined || !isUuid(intentId) || payout.originalPayoutId !== null) return null;
  const [intent] = await tx
    .select()
    .from(payoutIntents)
    .where(
      and(
        eq(payoutIntents.organizationId, organizationId),
        eq(payoutIntents.connectedAccountId, connectedAccountId),
        eq(payoutIntents.id, intentId),
        eq(payoutIntents.amount, payout.amount.minor),
        eq(payoutIntents.currency, payout.amount.currency),
      ),
    )
    .for("update");
  return intent ?? null;
}

function warnOfSecondPayout({ log, stripeAccountId }: PayoutScope, payout: StripePayout, intent: Intent | null): void {
  if (intent === null || intent.stripePayoutId === payout.stripePayoutId) return;
  log?.warn("Two payouts carry the same intent.", {
    stripeAccountId,
    intentId: intent.id,
    first: intent.stripePayoutId,
    second: payout.stripePayoutId,
  });
}

async function isLinkedToAnother(
  tx: OrgTransaction,
  { organizationId, connectedAccountId }: PayoutScope,
  { stripePayoutId, intentId }: { stripePayoutId: string; intentId: string },
): Promise<boolean> {
  const others = await tx
    .select({ id: payoutIntents.id })
    .from(payoutIntents)
    .where(
      and(
        eq(payoutIntents.organizationId, organizationId),
        eq(payoutIntents.connectedAccountId, connectedAccountId),
        eq(payoutIntents.stripePayoutId, stripePayoutId),
        ne(payoutIntents.id, intentId),
      ),
    );
  return others.length > 0;
}

async function noteSuccess(tx: OrgTransaction, scope: PayoutScope, intent: Intent, { payoutId, payout, cause }: Found) {
  const wasFailed = intent.state === "failed";
  if (wasFailed) {
    scope.log?.warn("A payout that had been reported as failed exists at Stripe.", {
      stripeAccountId: scope.stripeAccountId,
      stripePayoutId: payout.stripePayoutId,
      intentId: intent.id,
      reportedAs: intent.errorCode,
    });
  }
  const actor: Actor = cause.actor ?? { kind: "system", reason: cause.source === "webhook" ? "webhook" : "cron" };
  await recordAudit(
    tx,
    { organizationId: scope.organizationId, actor, now: () => cause.fetchedAt },
    {
      action: "payout.create",
      subject: payoutId,
      detail: {
        intentId: intent.id,
        stripePayoutId: payout.stripePayoutId,
        amount: payout.amount.minor.toString(),
        currency: payout.amount.currency,
        wasReportedFailed: wasFailed,
      },
    },
  );
}
