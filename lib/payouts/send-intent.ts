import type { Context } from "../context";
import type { Account } from "../core/account";
import type { StripePayout } from "../core/payout";
import { intentMetadataKey } from "../core/payout-input";
import { StripeCallError } from "../stripe/errors";
import { callMs, keyLifeMs } from "./intent-rules";
import type { SentIntent } from "./mark-sent";
import { amountOf } from "./payout-intent";

/** `late`: nothing was sent, because the process stood still for too long after it had marked the intent. */
export type Attempt =
  | { readonly kind: "made"; readonly payout: StripePayout }
  | { readonly kind: "failed"; readonly error: StripeCallError }
  | { readonly kind: "late" };

/**
 * Asks Stripe for the payout of an intent, under a key made of the intent alone: whoever sends it, however often,
 * Stripe makes one payout. Age and lease are looked at here, right before the call, and not when the work began.
 */
export async function sendIntent(ctx: Context, account: Account, sent: SentIntent): Promise<Attempt> {
  const now = ctx.now().getTime();
  if (now - sent.sentAt.getTime() >= keyLifeMs || sent.leaseUntil.getTime() - now < callMs) return { kind: "late" };
  try {
    const payout = await ctx.stripeFor(account.stripeAccountId).createPayout(
      {
        amount: amountOf(sent),
        method: sent.method,
        description: sent.description,
        destination: sent.destination,
        sourceType: sent.sourceType,
        statementDescriptor: sent.statementDescriptor,
        metadata: { ...sent.metadata, [intentMetadataKey]: sent.id },
      },
      { idempotencyKey: `payout-intent-${sent.id}` },
    );
    return { kind: "made", payout };
  } catch (error) {
    if (!(error instanceof StripeCallError)) throw error;
    return { kind: "failed", error };
  }
}
