import type { ErrorCode } from "./errors";

export type ErrorWords = {
  /** What it says, as a sentence. */
  readonly meaning: string;
  /** What became of the money, as a sentence. */
  readonly money: string;
  /** What to do now, as a sentence. */
  readonly remedy: string;
};

const untouched = "Nothing was moved.";
const unknown = "What was asked for may or may not have happened.";
const sameKey = "Send the same request with the same Idempotency-Key until it is answered; it pays once.";
const chooseOther = "Choose another way or amount; preview it first with POST /api/payouts/preview.";

/** Every refusal in words for whoever meets it: what it means, what it means for the money, and what helps. */
export const errorWords: Readonly<Record<ErrorCode, ErrorWords>> = {
  invalid_request: {
    meaning: "Some of the request could not be read, or does not fit together.",
    money: untouched,
    remedy: "Mend what `errors` names; each fault has the place and a sentence.",
  },
  unknown_parameter: {
    meaning: "The request names a parameter that does not exist at this address.",
    money: untouched,
    remedy: "Look for a typing error in the names that `errors` lists.",
  },
  invalid_timezone: {
    meaning: "The time zone is not one of the IANA database.",
    money: untouched,
    remedy: "Use a name such as America/New_York, or leave it out for the organization's own.",
  },
  range_too_large: {
    meaning: "The range is longer, or has more periods, than one answer covers.",
    money: untouched,
    remedy: "Ask for a shorter range, or for longer periods.",
  },
  invalid_signature: {
    meaning: "The event was not signed with a secret of this endpoint, or too long ago.",
    money: untouched,
    remedy: "Compare STRIPE_WEBHOOK_SECRET with the endpoint's secret at Stripe, and the clock of the server.",
  },
  unauthenticated: {
    meaning: "Nobody is signed in, or the API key is not valid here, has expired or was revoked.",
    money: untouched,
    remedy: "Send a valid key as `Authorization: Bearer …`. A test key does not work beside a live one.",
  },
  forbidden: {
    meaning: "Your role does not include this.",
    money: untouched,
    remedy: "Ask an owner or admin of the organization.",
  },
  insufficient_scope: {
    meaning: "The API key was not given the scope that this needs.",
    money: untouched,
    remedy: "Create a key with that scope.",
  },
  csrf_failed: {
    meaning: "A write with a session did not come from our own pages.",
    money: untouched,
    remedy: "Programs use an API key and send no cookie.",
  },
  not_found: {
    meaning: "There is nothing at this address, or it is not yours to see.",
    money: untouched,
    remedy: "Check the id, and that the key belongs to the organization.",
  },
  method_not_allowed: {
    meaning: "The address exists, but not with this method.",
    money: untouched,
    remedy: "Use one that the header Allow lists.",
  },
  conflict: {
    meaning: "Something else changed at the same time.",
    money: untouched,
    remedy: "Read how things stand now, and decide again.",
  },
  payout_not_cancelable: {
    meaning:
      "The payout is automatic, instant, a reversal, already canceled, or no longer pending; `reason` tells which.",
    money: "The payout goes on, or has ended, as its status says.",
    remedy: "Read the payout. Money that has arrived can only be sent back from the bank.",
  },
  idempotency_key_in_use: {
    meaning: "The first request with this key is still being processed.",
    money: "The first request decides; this one did nothing.",
    remedy: "Wait for the seconds of Retry-After and send the same request again.",
  },
  payload_too_large: {
    meaning: "The body is larger than 64 KiB.",
    money: untouched,
    remedy: "Send less.",
  },
  unsupported_media_type: {
    meaning: "The body was not declared as JSON in UTF-8.",
    money: untouched,
    remedy: "Send Content-Type: application/json.",
  },
  idempotency_key_reused: {
    meaning: "This key came with another body before.",
    money: "Only the first request counts; this one did nothing.",
    remedy: "Use a new key for a new payout, and the old body to hear of the old one.",
  },
  insufficient_balance: {
    meaning: "Less is available than the payout needs; `available` tells how much.",
    money: untouched,
    remedy: "Pay out less, or wait until pending funds are available.",
  },
  amount_invalid_for_currency: {
    meaning: "Stripe pays out this currency only in certain steps, or the account has none of it.",
    money: untouched,
    remedy: "Use multiples of 100 in HUF, TWD, ISK and UGX, and of 10 in currencies with three decimals.",
  },
  amount_out_of_range: {
    meaning: "The amount is below or above what Stripe pays out at once or in a day.",
    money: untouched,
    remedy: "Change the amount, or go on tomorrow.",
  },
  instant_not_available: {
    meaning: "This account, currency, bank account or card cannot take an instant payout now.",
    money: untouched,
    remedy: "Use the method standard.",
  },
  payouts_not_allowed: {
    meaning: "Stripe has payouts switched off for the account.",
    money: untouched,
    remedy: "Complete the details that Stripe asks for in its Dashboard.",
  },
  destination_unusable: {
    meaning: "The bank account or card cannot receive this payout, or there is none for the currency.",
    money: untouched,
    remedy: "Mend its details at Stripe, or name another as `destination`.",
  },
  no_connected_account: {
    meaning: "No Stripe account is connected to the organization.",
    money: untouched,
    remedy: "Ask whoever runs the installation to connect one.",
  },
  payout_rejected: {
    meaning: "Stripe refused the payout for a reason of its own.",
    money: untouched,
    remedy: "Look for a message from Stripe before trying again.",
  },
  rate_limited: {
    meaning: "There were more requests than the policy in RateLimit-Policy allows.",
    money: untouched,
    remedy: "Wait for the seconds of Retry-After. A payout keeps its Idempotency-Key.",
  },
  internal: {
    meaning: "Something broke on our side. It has been noted.",
    money: unknown,
    remedy: `${sameKey} Quote the request id when asking about it.`,
  },
  stripe_error: {
    meaning: "Stripe answered with something that we could not use.",
    money: "Nothing was moved, unless the payout's intent says otherwise.",
    remedy: `${chooseOther} The code and request id of Stripe are in \`stripe\`.`,
  },
  stripe_unavailable: {
    meaning: "Stripe did not answer, or not in time.",
    money: unknown,
    remedy: sameKey,
  },
  not_configured: {
    meaning: "The installation lacks the secret that this route needs.",
    money: untouched,
    remedy: "Set the variable that `detail` names, and start again.",
  },
  database_unavailable: {
    meaning: "The database is not answering.",
    money: unknown,
    remedy: sameKey,
  },
};

/** True for a code that is one of ours. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorWords, code);
}
