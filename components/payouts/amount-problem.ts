import { formatMoney, money } from "@/lib/core/money";
import { parseAmount } from "@/lib/core/parse-amount";
import type { PayoutMethod } from "@/lib/core/payout";
import { checkAmount, checkFunds } from "@/lib/core/payout-rules";
import type { DestinationOption, PayoutOption } from "./payout-options";

/** What decides how much can be paid out. */
export type AmountChoices = {
  readonly option: PayoutOption;
  readonly method: PayoutMethod;
  readonly sourceType: string | null;
  readonly destination: DestinationOption | null;
};

export type CheckedAmount = {
  /** The amount that was typed, also when it is too much; null when it cannot be read. */
  readonly minor: bigint | null;
  /** A sentence that says what to enter instead, or null. */
  readonly problem: string | null;
};

/** The most these choices allow, in minor units: what the source holds, or what Stripe quotes for an instant payout. */
export function fundsFor({ option, method, sourceType, destination }: AmountChoices): bigint {
  if (method === "instant") return destination?.instantNetMinor ?? option.instantMinor;
  const source = option.sources.find((one) => one.sourceType === sourceType);
  // One kind may hold more than the whole, when another one is below zero.
  return source && source.minor < option.availableMinor ? source.minor : option.availableMinor;
}

/** Reads and judges the amount a person typed. The server and Stripe judge again; this only saves a round trip. */
export function checkTypedAmount(text: string, choices: AmountChoices): CheckedAmount {
  const { currency } = choices.option;
  const parsed = parseAmount(text, currency);
  if (!parsed.ok) return { minor: null, problem: parsed.reason };
  const amount = money(parsed.minor, currency);
  const available = money(fundsFor(choices), currency);
  return { minor: amount.minor, problem: checkAmount(amount) ?? tooMuch(amount, available, choices.method) };
}

function tooMuch(amount: ReturnType<typeof money>, available: ReturnType<typeof money>, method: PayoutMethod) {
  const short = checkFunds({ available, amount });
  if (short === null || method === "standard") return short;
  return `${formatMoney(available)} can be paid out instantly. Enter that or less, or choose Standard.`;
}
