declare const brand: unique symbol;

/** A lower-case ISO 4217 code as Stripe writes it, such as `usd`. */
export type Currency = string & { readonly [brand]: "Currency" };

/**
 * Decimals of Stripe's minor unit where it is not two. ISK and UGX are passed with two decimals although they
 * have none in daily use. Source: docs.stripe.com/currencies, zero-decimal, three-decimal and special cases.
 */
const zeroDecimal = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" ");
const threeDecimal = "bhd jod kwd omr tnd".split(" ");
/** Currencies without decimals in daily use that Stripe nevertheless counts in hundredths. */
const wholeUnitsShown = ["isk", "ugx"];
/** Payouts must be whole units in these, though balances need not be. Source: docs.stripe.com/currencies. */
const wholeUnitPayouts = ["huf", "twd", "isk", "ugx"];

const currencyPattern = /^[a-z]{3}$/;

/** True for three lower-case letters; Stripe adds currencies, so there is no closed list. */
export function isCurrency(value: string): value is Currency {
  return currencyPattern.test(value);
}

/** Mints a currency from a code in any case. Throws a plain error for anything but three letters. */
export function toCurrency(value: string): Currency {
  const code = value.toLowerCase();
  if (!isCurrency(code)) throw new Error("Not a currency code.");
  return code;
}

/** Decimals of the minor unit Stripe uses: 0, 2 or 3. Never taken from `Intl`, which disagrees for some. */
export function exponentOf(currency: Currency): 0 | 2 | 3 {
  if (zeroDecimal.includes(currency)) return 0;
  if (threeDecimal.includes(currency)) return 3;
  return 2;
}

/** The currencies whose minor unit has no decimals, or three; all others have two. */
export function currenciesWithExponent(exponent: 0 | 3): readonly string[] {
  return exponent === 0 ? zeroDecimal : threeDecimal;
}

/** Decimals to show for an amount: Stripe's exponent, but none for whole ISK and UGX amounts. */
export function decimalsShown(currency: Currency, minor: bigint): 0 | 2 | 3 {
  if (wholeUnitsShown.includes(currency) && minor % 100n === 0n) return 0;
  return exponentOf(currency);
}

/** The step payout amounts must be a multiple of, in minor units: 100, 10 or 1. */
export function payoutStepOf(currency: Currency): bigint {
  if (wholeUnitPayouts.includes(currency)) return 100n;
  return exponentOf(currency) === 3 ? 10n : 1n;
}
