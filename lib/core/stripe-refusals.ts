import type { ErrorCode } from "./errors";

export type Refusal = { readonly code: ErrorCode; readonly message: string };

/** Source: docs.stripe.com/error-codes; codes of payouts and of access. */
const refusals: Readonly<Record<string, Refusal>> = {
  balance_insufficient: { code: "insufficient_balance", message: "The available balance is lower than this payout." },
  insufficient_funds: { code: "insufficient_balance", message: "The available balance is lower than this payout." },
  amount_too_small: { code: "amount_out_of_range", message: "The amount is below the smallest Stripe pays out." },
  amount_too_large: { code: "amount_out_of_range", message: "The amount is above the largest Stripe pays out." },
  payouts_not_allowed: { code: "payouts_not_allowed", message: "Stripe has payouts switched off for this account." },
  resource_missing: { code: "not_found", message: "Stripe does not have this for the account." },
};

/** What a refusal of Stripe's means here; null for codes without a rule of their own. */
export function refusalFor(code: string): Refusal | null {
  return refusals[code] ?? null;
}
