import { formatMoney, type Money } from "./money";
import type { StripePayout } from "./payout";

/** What a person can do about a failed payout. */
export type FailureStep =
  | "update_destination"
  | "add_destination"
  | "replace_card"
  | "contact_bank"
  | "try_again"
  | "wait_for_balance";

export type Failure = {
  /** What went wrong, as a sentence. */
  readonly cause: string;
  readonly step: FailureStep;
  /** What to do now, as a sentence. */
  readonly advice: string;
};

const advice: Record<FailureStep, string> = {
  update_destination: "Update the bank details at Stripe, then pay out again.",
  add_destination: "Add a bank account for this currency at Stripe.",
  replace_card: "Replace the card at Stripe with one that can receive payouts.",
  contact_bank: "Ask the bank what it needs, then pay out again.",
  try_again: "Try again; if it fails once more, ask the bank.",
  wait_for_balance: "Wait until more of your balance is available, then pay out again.",
};

// Nobody sends an automatic payout again by hand: Stripe puts what came back into a later one.
const automaticAdvice: Record<FailureStep, string> = {
  ...advice,
  update_destination:
    "Update the bank details at Stripe. Once they are right, Stripe includes the money in a later payout.",
  contact_bank:
    "Ask the bank what it needs. Once the bank details are right, Stripe includes the money in a later payout.",
  try_again: "Stripe includes the money in a later payout; if that one fails too, ask the bank.",
  wait_for_balance: "Stripe pays out by itself once enough of your balance is available.",
};

const nameMismatch = ["The name on the bank account differs from the bank's records.", "update_destination"] as const;

/** Source: docs.stripe.com/api/payouts/failures. */
const causes: Readonly<Record<string, readonly [cause: string, step: FailureStep]>> = {
  account_closed: ["The bank account has been closed.", "update_destination"],
  account_frozen: ["The bank account is frozen.", "contact_bank"],
  bank_account_restricted: ["The bank account does not take this kind of payout.", "update_destination"],
  bank_account_unusable: ["The bank account cannot be used for payouts.", "update_destination"],
  bank_ownership_changed: ["The bank has a new owner, so its details are out of date.", "update_destination"],
  could_not_process: ["The bank could not process the payout.", "try_again"],
  debit_not_authorized: ["The bank account does not allow debits, which Stripe needs.", "contact_bank"],
  declined: ["The bank declined the payout.", "contact_bank"],
  incorrect_account_holder_address: ["The address differs from the bank's records.", "update_destination"],
  incorrect_account_holder_name: nameMismatch,
  incorrect_account_holder_tax_id: ["The tax ID differs from the bank's records.", "update_destination"],
  insufficient_funds: ["The Stripe balance was too low.", "wait_for_balance"],
  invalid_account_number: ["The account number is not valid.", "update_destination"],
  invalid_currency: ["The bank account cannot receive this currency.", "add_destination"],
  no_account: ["The bank has no account with this number.", "update_destination"],
  unsupported_card: ["The card cannot receive payouts.", "replace_card"],
};

/** Why a payout failed and what to do, or null when it did not fail. An unknown code is told in Stripe's own words. */
export function describeFailure(
  payout: Pick<StripePayout, "status" | "automatic" | "failureCode" | "failureMessage">,
): Failure | null {
  const { status, automatic, failureCode, failureMessage } = payout;
  if (status !== "failed") return null;
  const known = failureCode !== null && Object.hasOwn(causes, failureCode) ? causes[failureCode] : undefined;
  const [cause, step] = known ?? [unknownCause(failureCode, failureMessage), "contact_bank" as const];
  return { cause, step, advice: (automatic ? automaticAdvice : advice)[step] };
}

function unknownCause(code: string | null, message: string | null): string {
  if (message) return `Stripe says: “${message}”${code ? ` (${code})` : ""}`;
  return code ? `Stripe gives the reason ${code}.` : "Stripe gives no reason.";
}

/**
 * Where the money of a failed or canceled payout went, or null for other payouts. It counts as returned only once
 * Stripe has booked it, and is told as past: a later payout may have taken it since. A negative payout is a debit from the bank, which takes the balance down again.
 */
export function moneyBackSentence(
  payout: Pick<StripePayout, "status" | "failureBalanceTransactionId"> & { readonly amount: Money },
  locale = "en-US",
): string | null {
  if (payout.status !== "failed" && payout.status !== "canceled") return null;
  const { minor, currency } = payout.amount;
  const isBooked = payout.failureBalanceTransactionId !== null;
  const amount = formatMoney({ minor: minor < 0n ? -minor : minor, currency }, locale);
  if (minor < 0n)
    return isBooked ? `Your balance went down by ${amount} again.` : `Your balance will be ${amount} lower again.`;
  return isBooked
    ? `${amount} went back to your balance.`
    : `${amount} will return to your balance, usually within 5 business days.`;
}
