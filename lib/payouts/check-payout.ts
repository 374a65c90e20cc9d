import { nameOfAccount } from "../core/account";
import type { ErrorCode, ErrorDetails } from "../core/errors";
import { isUsable } from "../core/external-account";
import { money } from "../core/money";
import { checkAmount, checkFunds, largestPayout } from "../core/payout-rules";
import type { PayoutCandidate } from "./consider-payout";
import { fundsFor } from "./funds-for";

/** Why a payout cannot be made as asked for, as the refusal to give. */
export type Refusal = { readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails };

/**
 * The first thing that stands in the way of a payout, or null. Advice, not permission: money moves between this look
 * and the payout, and Stripe decides. It knows no limits of Stripe's, which differ by country and method.
 */
export function checkPayout(candidate: PayoutCandidate): Refusal | null {
  return checkAccount(candidate) ?? checkStep(candidate) ?? checkDestination(candidate) ?? checkMoney(candidate);
}

function checkAccount({ account }: PayoutCandidate): Refusal | null {
  if (account.state === "disconnected") {
    return refuse("payouts_not_allowed", `${nameOfAccount(account)} is no longer connected.`);
  }
  if (account.payoutsEnabled) return null;
  return refuse("payouts_not_allowed", `Stripe has payouts switched off for ${nameOfAccount(account)}.`);
}

function checkStep({ amount }: PayoutCandidate): Refusal | null {
  const sentence = checkAmount(amount);
  if (sentence === null) return null;
  const errors = [{ pointer: "#/amount", code: "not_a_multiple", detail: sentence }];
  return refuse("amount_invalid_for_currency", sentence, { errors });
}

function checkDestination({ destination, isDestinationUnknown, amount, method }: PayoutCandidate): Refusal | null {
  if (isDestinationUnknown) return refuse("destination_unusable", "The account has no such bank account or card.");
  if (destination === null) return null;
  const name = `${destination.bankName ?? destination.brand ?? "The destination"} ••${destination.last4}`;
  if (!isUsable(destination)) {
    return refuse("destination_unusable", `A payout to ${name} failed; it must be replaced before the next one.`);
  }
  if (destination.currency !== null && destination.currency !== amount.currency) {
    return refuse("destination_unusable", `${name} does not take payouts in ${amount.currency.toUpperCase()}.`);
  }
  if (method === "instant" && !destination.payoutMethods.includes("instant")) {
    return refuse("instant_not_available", `${name} cannot receive instant payouts; choose standard.`);
  }
  return null;
}

function checkMoney(candidate: PayoutCandidate): Refusal | null {
  const { amount, method, destination, balance } = candidate;
  const funds = fundsFor(candidate);
  if (method === "instant" && funds.minor <= 0n) {
    return refuse("instant_not_available", "Nothing can be paid out instantly at the moment.");
  }
  const instant = balance.instantAvailable.find((entry) => entry.currency === amount.currency);
  const net = instant?.destinations.find((entry) => entry.id === destination?.id)?.netMinor;
  const most = method === "instant" && net !== undefined ? money(net, amount.currency) : funds;
  const sentence = checkFunds({ available: most, amount });
  if (sentence === null) return null;
  return refuse("insufficient_balance", sentence, {
    extra: { available: most.minor, currency: amount.currency },
    errors: [{ pointer: "#/amount", code: "too_large", detail: `Must be at most ${largestPayout(most).minor}.` }],
  });
}

function refuse(code: ErrorCode, message: string, details: ErrorDetails = {}): Refusal {
  return { code, message, details };
}
