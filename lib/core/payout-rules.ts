import { payoutStepOf } from "./currency";
import { formatMoney, isEnough, type Money, money } from "./money";

/**
 * Why an amount cannot be paid out in its currency, as a sentence, or null when it can.
 * Source: docs.stripe.com/currencies, special cases.
 */
export function checkAmount({ minor, currency }: Money): string | null {
  if (minor <= 0n) return "A payout must be more than zero.";
  const step = payoutStepOf(currency);
  if (minor % step === 0n) return null;
  const code = currency.toUpperCase();
  return step === 100n
    ? `Payouts in ${code} must be whole units, without decimals.`
    : `Payouts in ${code} must have 0 as their last decimal.`;
}

/** Why the available balance does not cover an amount, as a sentence, or null when it does. Stripe has the last word. */
export function checkFunds(
  { available, amount }: { available: Money; amount: Money },
  locale = "en-US",
): string | null {
  if (isEnough(available, amount)) return null;
  const [has, wants] = [formatMoney(available, locale), formatMoney(amount, locale)];
  const most = largestPayout(available);
  const advice = most.minor > 0n ? ` The largest payout is ${formatMoney(most, locale)}.` : "";
  return `You have ${has} available, which is less than ${wants}.${advice}`;
}

/** The most that can be paid out of an available balance: rounded down to the currency's step, never below zero. */
export function largestPayout({ minor, currency }: Money): Money {
  if (minor <= 0n) return money(0n, currency);
  return money(minor - (minor % payoutStepOf(currency)), currency);
}
