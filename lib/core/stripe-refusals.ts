import type { ErrorCode } from "./errors";

export type Refusal = { readonly code: ErrorCode; readonly message: string };

const tooLittle: Refusal = {
  code: "insufficient_balance",
  message: "The available balance is lower than this payout.",
};
const badDestination: Refusal = {
  code: "destination_unusable",
  message: "This bank account or card cannot receive payouts. Update its details at Stripe, or choose another.",
};
const instantOff: Refusal = {
  code: "instant_not_available",
  message: "Instant payouts are not turned on for this account and currency. Choose standard.",
};
const heldBack: Refusal = {
  code: "payout_rejected",
  message: "Stripe held this payout back for a check of its own. Look for a message from Stripe before you try again.",
};
const ourFault: Refusal = {
  code: "stripe_error",
  message: "Stripe did not understand our request. Nothing was paid out or changed.",
};

/** Source: docs.stripe.com/error-codes; codes of payouts and of access. */
const refusals: Readonly<Record<string, Refusal>> = {
  balance_insufficient: tooLittle,
  insufficient_funds: tooLittle,
  amount_too_small: { code: "amount_out_of_range", message: "The amount is below the smallest Stripe pays out." },
  amount_too_large: { code: "amount_out_of_range", message: "The amount is above the largest Stripe pays out." },
  payouts_limit_exceeded: {
    code: "amount_out_of_range",
    message: "This is over today's limit for payouts of this kind. Try a smaller amount, or again tomorrow.",
  },
  payouts_not_allowed: {
    code: "payouts_not_allowed",
    message: "Stripe has payouts switched off for this account. Complete the details that Stripe asks for.",
  },
  instant_payouts_unsupported: {
    code: "instant_not_available",
    message: "This bank account or card cannot receive instant payouts. Choose standard, or another one.",
  },
  instant_payouts_limit_exceeded: {
    code: "instant_not_available",
    message: "This is over today's limit for instant payouts. Choose standard, or a smaller amount.",
  },
  instant_payouts_config_disabled: instantOff,
  instant_payouts_currency_disabled: instantOff,
  bank_account_unusable: badDestination,
  bank_account_restricted: badDestination,
  no_account: badDestination,
  invalid_card_type: badDestination,
  anomalous_money_movement_request: heldBack,
  action_blocked: heldBack,
  approval_required: heldBack,
  request_blocked: heldBack,
  resource_missing: { code: "not_found", message: "Stripe does not have this for the account." },
  parameter_missing: ourFault,
  parameter_unknown: ourFault,
  parameter_invalid_integer: ourFault,
  parameter_invalid_empty: ourFault,
  parameters_exclusive: ourFault,
};

/** What a refusal of Stripe's means here; null for codes without a rule of their own. */
export function refusalFor(code: string): Refusal | null {
  return Object.hasOwn(refusals, code) ? (refusals[code] ?? null) : null;
}
