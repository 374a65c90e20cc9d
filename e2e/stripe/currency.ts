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

/** Stripe's own fee on a charge: 2.9% and thirty hundredths of the unit (3.6% alone in yen, 85 forints). */
export function processingFee(amount: number, currency: string): number {
  if (currency === "jpy") return Math.round(amount * 0.036);
  if (currency === "huf") return Math.round(amount * 0.029) + 8_500;
  return roundToStep(amount * 0.029 + (minorUnits(currency) * 30) / 100, currency);
}

const disputeFees: Record<string, number> = { jpy: 1_300, huf: 600_000, kwd: 4_500 };

/** What Stripe takes for a dispute: fifteen units, or as much in currencies whose unit is of another size. */
export function disputeFee(currency: string): number {
  return disputeFees[currency] ?? 15 * minorUnits(currency);
}

/** United States dollars for one unit. */
const dollars: Record<string, number> = {
  usd: 1,
  eur: 1.0835,
  gbp: 1.2712,
  cad: 0.7318,
  chf: 1.1327,
  jpy: 0.0067,
  kwd: 3.2541,
  huf: 0.00274,
};

/** What one minor unit of a currency is worth in minor units of another, to six digits. */
export function exchangeRate(from: string, to: string): number {
  const [source, target] = [dollars[from], dollars[to]];
  if (source === undefined || target === undefined) throw new Error(`There is no rate from ${from} to ${to}.`);
  return Number(((source / target) * (minorUnits(to) / minorUnits(from))).toPrecision(6));
}
