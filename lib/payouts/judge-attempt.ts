import type { Context } from "../context";
import type { Account } from "../core/account";
import { AppError } from "../core/errors";
import { StripeCallError, toAppError } from "../stripe/errors";
import { findPayoutOfIntent } from "./find-payout-of-intent";
import { serverErrorPatienceMs } from "./intent-rules";
import type { SentIntent } from "./mark-sent";
import type { Attempt } from "./send-intent";
import type { Settlement } from "./settle-intent";

/**
 * What an attempt proves, or null when it proves nothing yet. A refusal that Stripe gives after looking at the key is
 * final; one that comes before that (a lost key, a lost account) says nothing about anything that was sent earlier, be
 * it by another attempt or by the library, which repeats a request whose answer was lost. A server error may hide a
 * payout, so it is looked for, and only after ten minutes its absence is believed.
 */
export async function judgeAttempt(
  ctx: Context,
  account: Account,
  sent: SentIntent,
  { attempt, isFirst }: { attempt: Attempt; isFirst: boolean },
): Promise<Settlement | null> {
  // Stripe may have repeated its first answer, so what it says is only true as of the first sending.
  if (attempt.kind === "made") return { kind: "succeeded", payout: attempt.payout, fetchedAt: sent.sentAt };
  if (attempt.kind === "late") return null;
  const { error } = attempt;
  const isOnlySending = isFirst && error.sendings === 1;
  if (error.outcome === "refused" && (isOnlySending || isAfterKeyCheck(error))) return refusal(error);
  if (error.outcome === "unknown" && error.reason !== "server_error") return null;
  const search = await searchQuietly(ctx, account, sent);
  if (search?.kind === "found") return { kind: "succeeded", payout: search.payout, fetchedAt: search.fetchedAt };
  const isPatienceOver = ctx.now().getTime() - sent.sentAt.getTime() >= serverErrorPatienceMs;
  if (search?.kind !== "absent" || !isPatienceOver) return null;
  return error.outcome === "refused" ? refusal(error) : serverFailure(error);
}

function isAfterKeyCheck({ reason, httpStatus }: StripeCallError): boolean {
  return reason === "refused" && httpStatus !== 401 && httpStatus !== 403;
}

async function searchQuietly(ctx: Context, account: Account, sent: SentIntent) {
  try {
    return await findPayoutOfIntent(ctx, account, sent);
  } catch (error) {
    // Not finding out is no finding: the intent stays open and the next attempt looks again.
    if (error instanceof StripeCallError) return null;
    throw error;
  }
}

function serverFailure({ code }: StripeCallError): Settlement {
  const message = "Stripe answered with errors on its side and made no payout. It is safe to try again.";
  return { kind: "failed", code: "stripe_error", message, stripeCode: code };
}

function refusal(error: StripeCallError): Settlement {
  const stripeCode = error.code;
  // Stripe calls a missing bank account or card by the same name as a missing page.
  if (stripeCode === "resource_missing") {
    const message = "Stripe does not know this bank account or card. No payout was made.";
    return { kind: "failed", code: "destination_unusable", message, stripeCode };
  }
  const known = toAppError(error);
  if (!(known instanceof AppError) || (known.code === "stripe_error" && error.reason === "refused")) {
    const message = "Stripe refused the payout. No payout was made.";
    return { kind: "failed", code: "payout_rejected", message, stripeCode };
  }
  return { kind: "failed", code: known.code, message: known.message, stripeCode };
}
