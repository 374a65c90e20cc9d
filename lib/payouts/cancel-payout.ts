import { and, eq } from "drizzle-orm";
import { payoutEvents } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import { invalidateBalance } from "../balance/invalidate-balance";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import type { Account } from "../core/account";
import { AppError, notFound } from "../core/errors";
import { type NotCancelableReason, notCancelableReason, type Payout } from "../core/payout";
import { StripeCallError, toAppError } from "../stripe/errors";
import { accountOf } from "./account-of";
import { actorFacts } from "./actor-facts";
import { findPayout } from "./find-payout";
import { lockPayout } from "./lock-payout";
import { momentOfFetch } from "./moment-of-fetch";
import { recordPayout } from "./record-payout";
import { refreshPayout } from "./refresh-payout";

/**
 * Asks Stripe to cancel a payout and answers with what Stripe made of it; our own copy only decides what is not worth
 * asking. Throws `not_found`, `payout_not_cancelable` with the reason and the status as it is, and
 * `stripe_unavailable` when it could not be found out whether the cancel took place.
 */
export async function cancelPayout(ctx: Context, { id }: { id: string }): Promise<Payout> {
  requirePermission(ctx.actor, "payouts:write");
  const found = await withOrg(ctx, (tx) => findPayout(tx, ctx, id));
  if (found === null) throw notFound();
  const account = await accountOf(ctx, found.row.connectedAccountId);
  const payout = await refreshOrExplain(ctx, account, found.payout);
  const reason = notCancelableReason(payout);
  if (reason !== null) throw notCancelable(payout, reason);
  await noteRequest(ctx, payout);
  try {
    return await cancelAtStripe(ctx, account, payout);
  } catch (error) {
    if (!(error instanceof StripeCallError)) throw error;
    return await explain(ctx, account, { payout, error });
  } finally {
    invalidateBalance(account.id);
  }
}

async function refreshOrExplain(ctx: Context, account: Account, payout: Payout): Promise<Payout> {
  try {
    return await refreshPayout(ctx, account, payout.stripePayoutId, { source: actorFacts(ctx.actor).source });
  } catch (error) {
    if (!(error instanceof StripeCallError) || error.outcome === "refused") throw toAppError(error);
    const message = (await wasRequested(ctx, payout))
      ? "Stripe did not answer, so nothing was asked of it now. An earlier request to cancel this payout may have taken effect."
      : "Stripe did not answer, so nothing was asked of it. The payout was not canceled.";
    throw new AppError(
      "stripe_unavailable",
      message,
      { extra: { payoutStatus: payout.status }, retryAfterSeconds: 5 },
      { cause: error },
    );
  }
}

async function wasRequested(ctx: Context, payout: Payout): Promise<boolean> {
  const isRequest = and(
    eq(payoutEvents.organizationId, ctx.organizationId),
    eq(payoutEvents.payoutId, payout.id),
    eq(payoutEvents.type, "cancel.requested"),
  );
  return (await withOrg(ctx, (tx) => tx.$count(payoutEvents, isRequest))) > 0;
}

async function noteRequest(ctx: Context, payout: Payout): Promise<void> {
  const { name: actor, source } = actorFacts(ctx.actor);
  const { organizationId } = ctx;
  const at = ctx.now();
  await withOrg(ctx, async (tx) => {
    await tx
      .insert(payoutEvents)
      .values({ organizationId, payoutId: payout.id, type: "cancel.requested", at, source, actor, createdAt: at });
    await recordAudit(tx, ctx, {
      action: "payout.cancel",
      subject: payout.id,
      detail: { stripePayoutId: payout.stripePayoutId, status: payout.status },
    });
  });
}

async function cancelAtStripe(ctx: Context, account: Account, payout: Payout): Promise<Payout> {
  const canceled = await ctx
    .stripeFor(account.stripeAccountId)
    .cancelPayout(payout.stripePayoutId, { idempotencyKey: `payout-cancel-${payout.id}` });
  const { organizationId, log, actor } = ctx;
  const scope = { organizationId, connectedAccountId: account.id, stripeAccountId: account.stripeAccountId, log };
  const { source } = actorFacts(actor);
  return withOrg(ctx, async (tx) => {
    await lockPayout(tx, { ...scope, stripePayoutId: canceled.stripePayoutId });
    const fetchedAt = await momentOfFetch(tx, ctx, { ...scope, stripePayoutId: canceled.stripePayoutId });
    return recordPayout(tx, scope, canceled, { source, fetchedAt, actor });
  });
}

/** After an answer that was none, or a refusal, only the payout itself can say how things stand. */
async function explain(
  ctx: Context,
  account: Account,
  { payout, error }: { payout: Payout; error: StripeCallError },
): Promise<Payout> {
  const now = await readAgain(ctx, account, payout);
  if (now === null) {
    const message =
      "Stripe did not answer. The payout may or may not have been canceled; look at it again in a moment.";
    const details = { extra: { payoutStatus: payout.status }, retryAfterSeconds: 5 };
    throw new AppError("stripe_unavailable", message, details, { cause: error });
  }
  if (now.status === "canceled") return now;
  const reason = notCancelableReason(now);
  if (reason !== null) throw notCancelable(now, reason, error);
  if (error.outcome === "refused") throw notCancelable(now, "refused", error);
  const message = `Stripe did not confirm the cancel. The payout is ${now.status} now; the cancel may still take effect.`;
  const details = { extra: { payoutStatus: now.status }, retryAfterSeconds: 5 };
  throw new AppError("stripe_unavailable", message, details, { cause: error });
}

async function readAgain(ctx: Context, account: Account, payout: Payout): Promise<Payout | null> {
  try {
    return await refreshPayout(ctx, account, payout.stripePayoutId, { source: actorFacts(ctx.actor).source });
  } catch (error) {
    // Not knowing is what the caller is then told.
    if (error instanceof StripeCallError) return null;
    throw error;
  }
}

/** `refused`: Stripe said no to a payout that nothing we know stands against. */
type Reason = NotCancelableReason | "refused";

const sentences: Record<Reason, string> = {
  not_pending: "This payout is already on its way, so it can no longer be canceled.",
  automatic: "Stripe made this payout on its schedule; automatic payouts cannot be canceled.",
  instant: "Instant payouts cannot be canceled.",
  already_canceled: "This payout has already been canceled.",
  reversal: "This payout takes an earlier one back; it cannot be canceled.",
  refused: "Stripe refused to cancel this payout. Nothing was changed.",
};

function notCancelable({ status }: Payout, reason: Reason, cause?: unknown): AppError {
  return new AppError(
    "payout_not_cancelable",
    sentences[reason],
    { extra: { reason, payoutStatus: status } },
    { cause },
  );
}
