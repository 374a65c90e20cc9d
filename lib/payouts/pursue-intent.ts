import type { Context } from "../context";
import type { Account } from "../core/account";
import { answerIntent, type CreatePayoutResult } from "./answer-intent";
import type { HeldIntent } from "./claim-intent";
import { findIntent } from "./find-intent";
import { pursueQuietly } from "./pursue-quietly";

/**
 * Attempts a held intent and answers whoever waits for it. When our own side breaks on the way, the payout may exist
 * already; then the answer is that it is being processed, and the sweep finds out.
 */
export async function pursueIntent(ctx: Context, account: Account, held: HeldIntent): Promise<CreatePayoutResult> {
  const { id } = held.intent;
  const isUnbroken = await pursueQuietly(ctx, account, held);
  const intent = isUnbroken ? await findIntent(ctx, { id }) : null;
  return intent ? answerIntent(ctx, account, intent) : { kind: "processing", intentId: id };
}
