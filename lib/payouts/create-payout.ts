import type { Context } from "../context";
import { requirePermission } from "../core/access";
import type { CreatePayoutInput } from "../core/payout-input";
import type { CreatePayoutResult } from "./answer-intent";
import { answerKnownKey } from "./answer-known-key";
import { claimIntent } from "./claim-intent";
import { draftPayout } from "./draft-payout";
import { hashRequest } from "./hash-request";
import { pursueIntent } from "./pursue-intent";

/**
 * Pays out to a bank account or card, once per client key for ever: the intent is written down before Stripe is asked,
 * and an outcome that is not known is answered as `processing`, never guessed.
 * Throws `forbidden`, `insufficient_scope`, `not_found`, `no_connected_account`, `payouts_not_allowed`,
 * `amount_invalid_for_currency`, `amount_out_of_range`, `insufficient_balance`, `destination_unusable`,
 * `instant_not_available`, `payout_rejected`, `stripe_error`, `stripe_unavailable` (then nothing was asked for),
 * `idempotency_key_reused` and `idempotency_key_in_use`.
 */
export async function createPayout(
  ctx: Context,
  input: CreatePayoutInput,
  { clientKey }: { clientKey: string },
): Promise<CreatePayoutResult> {
  requirePermission(ctx.actor, "payouts:write");
  const key = { clientKey, requestHash: hashRequest(input) };
  const known = await answerKnownKey(ctx, key);
  if (known) return known;

  const draft = await draftPayout(ctx, input);
  const held = await claimIntent(ctx, draft, key);
  if (held) return pursueIntent(ctx, draft.account, held);

  // Another request with the same key came first while this one was being checked.
  const raced = await answerKnownKey(ctx, key);
  if (raced) return raced;
  throw new Error("An intent that was in the way is gone.");
}
