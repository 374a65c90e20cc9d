import type { Context } from "../context";
import { AppError } from "../core/errors";
import { accountOf } from "./account-of";
import { answerIntent, type CreatePayoutResult } from "./answer-intent";
import { findIntent } from "./find-intent";
import { pursueIntent } from "./pursue-intent";
import { takeIntent } from "./take-intent";

/**
 * Answers a request whose key has been used: the settled intent's answer again, or another attempt at an open one.
 * Null when the key is new. Throws `idempotency_key_reused` for another request under the key and
 * `idempotency_key_in_use` while an attempt is under way.
 */
export async function answerKnownKey(
  ctx: Context,
  { clientKey, requestHash }: { clientKey: string; requestHash: Buffer },
): Promise<CreatePayoutResult | null> {
  const intent = await findIntent(ctx, { clientKey });
  if (intent === null) return null;
  if (!intent.requestHash.equals(requestHash)) {
    throw new AppError("idempotency_key_reused", "This idempotency key was used for another payout before.");
  }
  const account = await accountOf(ctx, intent.connectedAccountId);
  if (intent.state === "succeeded" || intent.state === "failed") return answerIntent(ctx, account, intent);
  const held = await takeIntent(ctx, intent);
  if (held) return pursueIntent(ctx, account, held);
  const message = "The first request for this payout is still being processed.";
  throw new AppError("idempotency_key_in_use", message, { retryAfterSeconds: 1 });
}
