import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { AppError } from "../core/errors";
import { StripeCallError, toAppError, toCallError, UnreadableObjectError } from "./errors";

type Raw = ConstructorParameters<typeof Stripe.errors.StripeInvalidRequestError>[0];

const refused = (raw: Raw) => toCallError(new Stripe.errors.StripeInvalidRequestError(raw));

describe("toCallError", () => {
  it("reads a refusal as refused, with code, status and request id", () => {
    const error = refused({
      statusCode: 400,
      code: "balance_insufficient",
      requestId: "req_1",
      type: "invalid_request_error",
    });
    expect(error).toMatchObject({
      outcome: "refused",
      reason: "refused",
      code: "balance_insufficient",
      httpStatus: 400,
      requestId: "req_1",
    });
  });

  it.each([
    ["no answer", new Stripe.errors.StripeConnectionError({ message: "reset" }), "no_answer"],
    [
      "too many requests",
      new Stripe.errors.StripeRateLimitError({ statusCode: 429, code: "rate_limit" }),
      "rate_limited",
    ],
    ["a locked object", new Stripe.errors.StripeRateLimitError({ statusCode: 429, code: "lock_timeout" }), "busy"],
    ["a key in use", new Stripe.errors.StripeAPIError({ statusCode: 409, code: "idempotency_key_in_use" }), "busy"],
    ["a fault of Stripe's", new Stripe.errors.StripeAPIError({ statusCode: 500 }), "server_error"],
    [
      "a key used for something else",
      new Stripe.errors.StripeIdempotencyError({ statusCode: 400, type: "idempotency_error" }),
      "busy",
    ],
    ["a broken call", new TypeError("fetch failed"), "no_answer"],
    ["an answer that cannot be kept", new UnreadableObjectError("po_1", "Too large."), "unreadable"],
  ] as const)("leaves the outcome open after %s", (_, thrown, reason) => {
    expect(toCallError(thrown)).toMatchObject({ outcome: "unknown", reason, cause: thrown });
  });

  it("knows a lost account and bad credentials", () => {
    const lost = new Stripe.errors.StripePermissionError({ statusCode: 403, code: "account_invalid" });
    expect(toCallError(lost)).toMatchObject({ outcome: "refused", reason: "account_lost" });
    const key = new Stripe.errors.StripeAuthenticationError({ statusCode: 401 });
    expect(toCallError(key)).toMatchObject({ outcome: "refused", reason: "bad_credentials", code: null });
  });

  it("never repeats Stripe's own words, which may hold keys", () => {
    const error = refused({ statusCode: 400, message: "Invalid API Key provided: sk_test_secret", type: "api_error" });
    expect(error.message).toBe("Stripe refused the request.");
  });

  it("leaves its own errors alone", () => {
    const error = refused({ statusCode: 404, code: "resource_missing", type: "invalid_request_error" });
    expect(toCallError(error)).toBe(error);
  });
});

describe("toAppError", () => {
  it("answers a known refusal by its own code, with Stripe's code and request id", () => {
    const error = refused({
      statusCode: 400,
      code: "balance_insufficient",
      requestId: "req_1",
      type: "invalid_request_error",
    });
    expect(toAppError(error)).toMatchObject({
      code: "insufficient_balance",
      details: { stripe: { code: "balance_insufficient", requestId: "req_1" } },
    });
  });

  it("answers an unknown refusal as an error of Stripe's", () => {
    const error = refused({ statusCode: 400, code: "brand_new_code", type: "invalid_request_error" });
    expect(toAppError(error)).toMatchObject({ code: "stripe_error", status: 502 });
  });

  it("answers an open outcome as unavailable and says when to try again", () => {
    const error = toCallError(new Stripe.errors.StripeConnectionError({ message: "reset" }));
    expect(toAppError(error)).toMatchObject({ code: "stripe_unavailable", details: { retryAfterSeconds: 5 } });
  });

  it("does not ask to repeat a call whose answer cannot be kept", () => {
    const error = toCallError(new UnreadableObjectError("balance", "Too large."));
    expect(toAppError(error)).toMatchObject({ code: "stripe_error" });
  });

  it("lets other errors through unchanged", () => {
    const bug = new Error("a bug");
    const ours = new AppError("not_found", "Nothing here.");
    expect(toAppError(bug)).toBe(bug);
    expect(toAppError(ours)).toBe(ours);
    expect(toAppError(new StripeCallError(openFacts, "x"))).toBeInstanceOf(AppError);
  });
});

const openFacts = { outcome: "unknown", reason: "no_answer", code: null, httpStatus: null, requestId: null } as const;
