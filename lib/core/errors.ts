/** Every refusal the product can give, with its HTTP status and its title. A code not listed here cannot be thrown. */
export const errorCodes = {
  invalid_request: { status: 400, title: "The request could not be understood" },
  unknown_parameter: { status: 400, title: "The request has a parameter that does not exist" },
  invalid_timezone: { status: 400, title: "The time zone is not known" },
  range_too_large: { status: 400, title: "The range is too large" },
  invalid_signature: { status: 400, title: "The signature does not fit" },
  unauthenticated: { status: 401, title: "Sign in or send an API key" },
  forbidden: { status: 403, title: "Your role does not allow this" },
  insufficient_scope: { status: 403, title: "This API key does not allow this" },
  csrf_failed: { status: 403, title: "The request came from another site" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "This method is not allowed here" },
  conflict: { status: 409, title: "The request conflicts with the current state" },
  payout_not_cancelable: { status: 409, title: "This payout can no longer be canceled" },
  idempotency_key_in_use: { status: 409, title: "The same request is still being processed" },
  payload_too_large: { status: 413, title: "The request is too large" },
  unsupported_media_type: { status: 415, title: "Send JSON" },
  idempotency_key_reused: { status: 422, title: "This idempotency key was used for another request" },
  insufficient_balance: { status: 422, title: "Not enough available balance" },
  amount_invalid_for_currency: { status: 422, title: "The amount does not fit the currency" },
  amount_out_of_range: { status: 422, title: "The amount is outside Stripe's limits" },
  instant_not_available: { status: 422, title: "An instant payout is not available" },
  payouts_not_allowed: { status: 422, title: "Stripe does not allow payouts for this account" },
  destination_unusable: { status: 422, title: "The bank account or card cannot receive payouts" },
  no_connected_account: { status: 422, title: "No Stripe account is connected" },
  payout_rejected: { status: 422, title: "Stripe refused the payout" },
  rate_limited: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Something broke on our side" },
  stripe_error: { status: 502, title: "Stripe answered with an error" },
  stripe_unavailable: { status: 503, title: "Stripe is not answering" },
  not_configured: { status: 503, title: "This route is not configured" },
  database_unavailable: { status: 503, title: "The database is not answering" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errorCodes;

/** One fault of an input: where it is (`#/amount` in a body, a name in a query), what kind, and a sentence. */
export type InputFault = { pointer: string; code: string; detail: string };

export type ErrorDetails = {
  /** Every fault of an input that did not parse. */
  errors?: InputFault[];
  /** What Stripe said, by code and request id; never its raw text alone. */
  stripe?: { code: string | null; requestId: string | null };
  /** Further members of the answer, such as `available` or `reason`; must be JSON-safe or bigint. */
  extra?: Record<string, string | number | bigint | boolean | null>;
  /** Seconds after which trying again makes sense. */
  retryAfterSeconds?: number;
};

/** An expected refusal. `message` is a full sentence for the person who reads it; the cause goes to the log only. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return errorCodes[this.code].status;
  }
}

/** The one answer for a row that does not exist, belongs to another organization, or whose id is malformed. */
export function notFound(): AppError {
  return new AppError("not_found", "There is nothing at this address, or it is not yours to see.");
}
