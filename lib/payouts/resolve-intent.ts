import type { Context } from "../context";
import type { Account } from "../core/account";
import { StripeCallError } from "../stripe/errors";
import type { HeldIntent } from "./claim-intent";
import { findPayoutOfIntent } from "./find-payout-of-intent";
import { keyLifeMs } from "./intent-rules";
import { judgeAttempt } from "./judge-attempt";
import { markSent } from "./mark-sent";
import { releaseIntent } from "./release-intent";
import { sendIntent } from "./send-intent";
import { type Settlement, settleIntent } from "./settle-intent";

/**
 * One attempt to bring an intent to its end: mark, send, judge, settle. An attempt that finds nothing out leaves the
 * intent open. Said again by any process at any time, it never makes a second payout.
 */
export async function resolveIntent(ctx: Context, account: Account, held: HeldIntent): Promise<void> {
  const settlement = isTooOldToSend(ctx, held) ? await findOut(ctx, account, held) : await attempt(ctx, account, held);
  if (settlement === "overtaken") return;
  if (settlement === null) await releaseIntent(ctx, held);
  else await settleIntent(ctx, account, held, settlement);
}

function isTooOldToSend(ctx: Context, { intent }: HeldIntent): boolean {
  const since = intent.sentAt ?? intent.createdAt;
  return ctx.now().getTime() - since.getTime() >= keyLifeMs;
}

async function attempt(ctx: Context, account: Account, held: HeldIntent): Promise<Settlement | "overtaken" | null> {
  const isFirst = held.intent.sentAt === null;
  const sent = await markSent(ctx, held);
  if (sent === null) return "overtaken";
  return judgeAttempt(ctx, account, sent, { attempt: await sendIntent(ctx, account, sent), isFirst });
}

/** For intents whose key Stripe may have forgotten: nothing is sent, the payout is there or was never made. */
async function findOut(ctx: Context, account: Account, { intent }: HeldIntent): Promise<Settlement | null> {
  const absent: Settlement = {
    kind: "failed",
    code: "stripe_error",
    message: "Stripe never made this payout. It is safe to try again.",
    stripeCode: null,
  };
  const { id, sentAt } = intent;
  if (sentAt === null) return absent;
  try {
    const search = await findPayoutOfIntent(ctx, account, { id, sentAt });
    if (search.kind === "found") return { kind: "succeeded", payout: search.payout, fetchedAt: search.fetchedAt };
    return search.kind === "absent" ? absent : null;
  } catch (error) {
    if (error instanceof StripeCallError) return null;
    throw error;
  }
}
