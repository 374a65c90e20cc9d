import Stripe from "stripe";
import { AppError } from "../core/errors";
import { refusalFor } from "../core/stripe-refusals";

/** What stood in the way of a call, as far as we act on it. */
export type StripeCallReason =
  | "refused"
  | "account_lost"
  | "bad_credentials"
  | "rate_limited"
  | "busy"
  | "server_error"
  | "no_answer"
  | "unreadable";

type StripeCallFacts = {
  outcome: "refused" | "unknown";
  reason: StripeCallReason;
  code: string | null;
  httpStatus: number | null;
  requestId: string | null;
  /** Requests that went out for the call, repetitions by the library included; null when nobody counted. */
  sendings?: number | null;
};

/**
 * A call to Stripe that brought no usable answer. `refused`: Stripe said no and did nothing. `unknown`: it may or
 * may not have been done, so a write must be looked up before it is judged. Source: docs.stripe.com/error-low-level.
 */
export class StripeCallError extends Error {
  readonly outcome: "refused" | "unknown";
  readonly reason: StripeCallReason;
  readonly code: string | null;
  readonly httpStatus: number | null;
  readonly requestId: string | null;
  readonly sendings: number | null;

  constructor(facts: StripeCallFacts, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "StripeCallError";
    this.outcome = facts.outcome;
    this.reason = facts.reason;
    this.code = facts.code;
    this.httpStatus = facts.httpStatus;
    this.requestId = facts.requestId;
    this.sendings = facts.sendings ?? null;
  }
}

/** An object of Stripe's that cannot be kept exactly, such as an amount beyond 2^53 - 1. */
export class UnreadableObjectError extends Error {
  readonly objectId: string;

  constructor(objectId: string, message: string) {
    super(message);
    this.name = "UnreadableObjectError";
    this.objectId = objectId;
  }
}

/** Puts whatever a call threw into our words, with the requests it took. Errors that are already ours pass. */
export function toCallError(error: unknown, sendings: number | null = null): StripeCallError {
  if (error instanceof StripeCallError) return error;
  if (error instanceof UnreadableObjectError) {
    return new StripeCallError(unknownFacts("unreadable"), error.message, { cause: error });
  }
  if (!(error instanceof Stripe.errors.StripeError)) {
    return new StripeCallError(unknownFacts("no_answer"), "The call to Stripe broke off.", { cause: error });
  }
  const reason = reasonOf(error);
  return new StripeCallError(
    {
      outcome:
        reason === "refused" || reason === "account_lost" || reason === "bad_credentials" ? "refused" : "unknown",
      reason,
      code: error.code ?? null,
      httpStatus: error.statusCode ?? null,
      requestId: error.requestId ?? null,
      sendings,
    },
    sentences[reason],
    { cause: error },
  );
}

/** The answer to a person for a failed call; errors that are not from a call pass unchanged. */
export function toAppError(error: unknown): unknown {
  if (!(error instanceof StripeCallError)) return error;
  const stripe = { code: error.code, requestId: error.requestId };
  if (error.outcome === "unknown") {
    return error.reason === "unreadable"
      ? new AppError("stripe_error", sentences.unreadable, { stripe }, { cause: error })
      : new AppError("stripe_unavailable", sentences[error.reason], { stripe, retryAfterSeconds: 5 }, { cause: error });
  }
  const refusal = error.code === null ? null : refusalFor(error.code);
  if (refusal) return new AppError(refusal.code, refusal.message, { stripe }, { cause: error });
  return new AppError("stripe_error", sentences[error.reason], { stripe }, { cause: error });
}

const sentences: Record<StripeCallReason, string> = {
  refused: "Stripe refused the request.",
  account_lost: "Stripe no longer gives access to this account; its access may have been revoked.",
  bad_credentials: "Stripe does not accept the secret key of this installation.",
  rate_limited: "Stripe is receiving too many requests; try again in a moment.",
  busy: "Stripe is still working on an earlier request; try again in a moment.",
  server_error: "Stripe answered with an error on its side.",
  no_answer: "Stripe did not answer.",
  unreadable: "Stripe answered with something that cannot be kept exactly.",
};

function unknownFacts(reason: StripeCallReason): StripeCallFacts {
  return { outcome: "unknown", reason, code: null, httpStatus: null, requestId: null };
}

function reasonOf(error: InstanceType<typeof Stripe.errors.StripeError>): StripeCallReason {
  const status = error.statusCode;
  if (status === undefined) return "no_answer";
  if (error.code === "account_invalid") return "account_lost";
  if (status === 401) return "bad_credentials";
  if (status === 429) return error.code === "lock_timeout" ? "busy" : "rate_limited";
  // The same key with other parameters: an earlier attempt may have gone through, so this is no refusal.
  if (status === 409 || error.rawType === "idempotency_error") return "busy";
  return status >= 500 || status < 400 ? "server_error" : "refused";
}
