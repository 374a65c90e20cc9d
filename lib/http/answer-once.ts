import type { Context } from "../context";
import { AppError, type ErrorCode } from "../core/errors";
import {
  claimIdempotencyKey,
  type IdempotentWrite,
  keepAnswer,
  releaseIdempotencyKey,
  reopenIdempotencyKey,
  type StoredAnswer,
} from "./idempotency";
import { type ProblemPlace, problemResponse } from "./problem";

/** An answer that is not final: the verb knows more when it is asked again. */
const notFinalStatus = 202;

/** Refusals of how things stood for a moment; the same request may well be taken later. */
const passingCodes: readonly ErrorCode[] = ["idempotency_key_in_use", "conflict", "rate_limited"];

/** Statuses of requests that were not read or not let in: nothing was tried under their key. */
const unstoredStatuses: readonly number[] = [400, 401, 403, 413, 415];

/**
 * The first final answer to a write, a refusal included, and that answer again to everyone who repeats it. What is not
 * final leaves the key to the same body. Throws what is not kept: `idempotency_key_reused`, `idempotency_key_in_use`,
 * and whatever the verb throws that says nothing final.
 * Source: docs.stripe.com/api/idempotent_requests, draft-ietf-httpapi-idempotency-key-header.
 */
export async function answerOnce(
  ctx: Context,
  { write, place }: { write: IdempotentWrite; place: ProblemPlace },
  answer: () => Promise<StoredAnswer>,
): Promise<{ stored: StoredAnswer; isReplayed: boolean }> {
  const kept = await claimIdempotencyKey(ctx, write);
  if (kept) return { stored: kept, isReplayed: true };
  try {
    const stored = await answerOrRefuse(answer, place);
    if (stored.status === notFinalStatus) await reopenIdempotencyKey(ctx, write);
    else await keepAnswer(ctx, write, stored);
    return { stored, isReplayed: false };
  } catch (error) {
    await (isOfNoAttempt(error) ? releaseIdempotencyKey : reopenIdempotencyKey)(ctx, write);
    throw error;
  }
}

async function answerOrRefuse(answer: () => Promise<StoredAnswer>, place: ProblemPlace): Promise<StoredAnswer> {
  try {
    return await answer();
  } catch (error) {
    if (!isFinal(error)) throw error;
    const response = problemResponse(error, place);
    return { status: response.status, text: await response.text(), location: null };
  }
}

function isFinal(error: unknown): boolean {
  if (!(error instanceof AppError) || error.status >= 500 || isOfNoAttempt(error)) return false;
  return !passingCodes.includes(error.code) && !isOfIntent(error);
}

/** The payout's own record gives it again for ever, and tells the truth should the payout turn up after all. */
const isOfIntent = ({ details }: AppError) => details.extra?.intentId !== undefined;

/** A verb that knows the key from another request has not tried this one either. */
function isOfNoAttempt(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  return unstoredStatuses.includes(error.status) || error.code === "idempotency_key_reused";
}
