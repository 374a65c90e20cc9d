import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exponentOf, toCurrency } from "./currency";
import { formatMoney, money } from "./money";
import { parseAmount } from "./parse-amount";

/** What Stripe presents and settles in. Source: docs.stripe.com/currencies. */
const codes = `
  aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop
  crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy
  kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok
  npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top
  try ttd twd tzs uah ugx usd uyu uzs vnd vuv wst xaf xcd xcg xof xpf yer zar zmw`
  .trim()
  .split(/\s+/);

const hundredths = (code: string) => !withoutDecimals.includes(code) && !thousandths.includes(code);
const withoutDecimals = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" ");
const thousandths = "bhd jod kwd omr tnd".split(" ");

/** How each locale writes a number; nothing here is asked of `Intl`. */
const writings = {
  "en-US": { zero: "0", group: ",", decimal: "." },
  "de-DE": { zero: "0", group: ".", decimal: "," },
  "ja-JP": { zero: "0", group: ",", decimal: "." },
  "ar-KW": { zero: "\u0660", group: "\u066c", decimal: "\u066b" },
} as const;
type Locale = keyof typeof writings;
const locales = Object.keys(writings) as Locale[];

const int64Max = 2n ** 63n - 1n;
const anyMinor = fc.oneof(
  fc.bigInt({ min: -int64Max, max: int64Max }),
  fc.bigInt({ min: 2n ** 53n - 5n, max: 2n ** 53n + 5n }),
  fc.bigInt({ min: -1_100n, max: 1_100n }),
);

/** The digits of a shown amount as an integer of minor units, read the slow way: character by character. */
function minorShown(text: string, locale: Locale, exponent: number): bigint {
  const { zero, decimal } = writings[locale];
  let digits = "";
  let decimals: number | null = null;
  const characters = [...text];
  for (const [place, character] of characters.entries()) {
    const digit = character.charCodeAt(0) - zero.charCodeAt(0);
    if (digit >= 0 && digit <= 9) {
      digits += digit;
      if (decimals !== null) decimals++;
      continue;
    }
    const next = (characters[place + 1] ?? "").charCodeAt(0) - zero.charCodeAt(0);
    if (character === decimal && digits !== "" && next >= 0 && next <= 9) decimals = 0;
  }
  return BigInt(digits) * 10n ** BigInt(exponent - (decimals ?? 0));
}

describe("every currency of Stripe's", () => {
  it("has the minor unit that Stripe's table gives it", () => {
    for (const code of codes) {
      const expected = withoutDecimals.includes(code) ? 0 : thousandths.includes(code) ? 3 : 2;
      expect([code, exponentOf(toCurrency(code))]).toEqual([code, expected]);
    }
    expect(codes.filter(hundredths)).toHaveLength(codes.length - 20);
  });

  it.each(locales)("is shown exactly in %s, at any size and sign", (locale) => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), anyMinor, (code, minor) => {
        const currency = toCurrency(code);
        const text = formatMoney(money(minor, currency), locale);
        const size = minor < 0n ? -minor : minor;
        expect(minorShown(text, locale, exponentOf(currency))).toBe(size);
        expect(text.includes("\u2212")).toBe(minor < 0n);
      }),
      { numRuns: 1_500 },
    );
  });

  it.each(locales)("is read back from what is shown in %s, up to what Stripe takes", (locale) => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.bigInt({ min: 0n, max: 2n ** 53n - 1n }), (code, minor) => {
        const currency = toCurrency(code);
        const text = formatMoney(money(minor, currency), locale);
        expect([text, parseAmount(text, currency, locale)]).toEqual([text, { ok: true, minor }]);
      }),
      { numRuns: 1_500 },
    );
  });

  it.each(locales)("is refused beyond 2^53 in %s instead of being rounded", (locale) => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.bigInt({ min: 2n ** 53n, max: int64Max }), (code, minor) => {
        const currency = toCurrency(code);
        const parsed = parseAmount(formatMoney(money(minor, currency), locale), currency, locale);
        expect(parsed).toEqual({ ok: false, reason: "That is more than Stripe can pay out at once." });
      }),
      { numRuns: 300 },
    );
  });
});
