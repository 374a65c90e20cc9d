import { describe, expect, it } from "vitest";
import { AppError, errorCodes, notFound } from "./errors";

describe("errorCodes", () => {
  it("has a title and a status of a refusal for each", () => {
    for (const [code, { status, title }] of Object.entries(errorCodes)) {
      expect(code).toMatch(/^[a-z_]+$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title).toMatch(/^[A-Z].*[^.]$/);
    }
  });

  it("answers 400 for input and 422 for what the business refuses", () => {
    expect(errorCodes.unknown_parameter.status).toBe(400);
    expect(errorCodes.insufficient_balance.status).toBe(422);
    expect(errorCodes.payout_not_cancelable.status).toBe(409);
    expect(errorCodes.stripe_error.status).toBe(502);
  });
});

describe("AppError", () => {
  it("carries a sentence, a code, its status, details and the cause", () => {
    const cause = new Error("socket hang up");
    const error = new AppError("stripe_unavailable", "Stripe is not answering.", { retryAfterSeconds: 5 }, { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "AppError",
      message: "Stripe is not answering.",
      code: "stripe_unavailable",
      status: 503,
      details: { retryAfterSeconds: 5 },
      cause,
    });
  });

  it("has no details unless it is given some", () => {
    expect(new AppError("internal", "Broken.").details).toEqual({});
  });
});

describe("notFound", () => {
  it("says the same whatever is missing, and makes a new error each time", () => {
    expect(notFound()).toMatchObject({ code: "not_found", status: 404, message: notFound().message });
    expect(notFound()).not.toBe(notFound());
  });
});
