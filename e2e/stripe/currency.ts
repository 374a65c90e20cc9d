const zeroDecimal = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
const threeDecimal = new Set("bhd jod kwd omr tnd".split(" "));
const wholeUnitPayouts = new Set("huf twd isk ugx".split(" "));

/** Minor units in one unit of the currency. */
export function minorUnits(currency: string): number {
  if (zeroDecimal.has(currency)) return 1;
  return threeDecimal.has(currency) ? 1000 : 100;
}

/** Payouts, and the amounts that lead to them, are multiples of this many minor units. */
export function payoutStep(currency: string): number {
  if (wholeUnitPayouts.has(currency)) return 100;
  return threeDecimal.has(currency) ? 10 : 1;
}

/** The nearest amount that the currency can hold. */
export function roundToStep(amount: number, currency: string): number {
  const step = threeDecimal.has(currency) ? 10 : 1;
  return Math.round(amount / step) * step;
}

/** Stripe's own fee on a charge: 2.9% and thirty hundredths of the unit (3.6% alone in yen). */
export function processingFee(amount: number, currency: string): number {
  if (currency === "jpy") return Math.round(amount * 0.036);
  return roundToStep(amount * 0.029 + (minorUnits(currency) * 30) / 100, currency);
}
