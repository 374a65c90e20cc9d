import { and, eq } from "drizzle-orm";
import { payouts } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { Account } from "../core/account";
import { amountIn } from "../core/balance";
import { AppError } from "../core/errors";
import type { Payout } from "../core/payout";
import { StripeCallError } from "../stripe/errors";
import { amountOf, errorOf, type IntentRecord } from "./payout-intent";
import { selectPayouts, toPayout } from "./stored-payout";

/** `processing`: Stripe may or may not have made the payout; the intent tells later which. */
export type CreatePayoutResult =
  | { readonly kind: "created"; readonly payout: Payout }
  | { readonly kind: "processing"; readonly intentId: string };

/** What an intent's state is worth as an answer to whoever asked for it. Throws the refusal it ended with. */
export async function answerIntent(ctx: Context, account: Account, intent: IntentRecord): Promise<CreatePayoutResult> {
  if (intent.state === "failed") throw await toRefusal(ctx, account, intent);
  if (intent.state !== "succeeded") return { kind: "processing", intentId: intent.id };
  const [joined] = await withOrg(ctx, (tx) =>
    selectPayouts(tx).where(and(eq(payouts.organizationId, ctx.organizationId), eq(payouts.intentId, intent.id))),
  );
  if (!joined) throw new Error(`Intent ${intent.id} succeeded without a payout.`);
  return { kind: "created", payout: toPayout(joined) };
}

async function toRefusal(ctx: Context, account: Account, intent: IntentRecord): Promise<AppError> {
  const { code, message, stripeCode } = errorOf(intent);
  const extra = code === "insufficient_balance" ? await fundsNow(ctx, account, intent) : undefined;
  return new AppError(code, message, {
    ...(stripeCode === null ? {} : { stripe: { code: stripeCode, requestId: null } }),
    extra: { ...extra, intentId: intent.id },
  });
}

async function fundsNow(ctx: Context, account: Account, intent: IntentRecord) {
  const { currency } = amountOf(intent);
  try {
    const balance = await ctx.stripeFor(account.stripeAccountId).getBalance();
    return { available: amountIn(balance.available, currency), currency };
  } catch (error) {
    // The refusal stands without the figure.
    if (error instanceof StripeCallError) return undefined;
    throw error;
  }
}
