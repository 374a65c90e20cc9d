import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCurrency } from "./currency";
import { formatMoney, money, toDecimalString } from "./money";
import { parseAmount } from "./parse-amount";

const minorOf = (text: string, code = "usd", locale = "en-US") => {
  const parsed = parseAmount(text, toCurrency(code), locale);
  return parsed.ok ? parsed.minor : parsed.reason;
};

describe("parseAmount", () => {
  it.each([
    ["1240.50", 124_050n],
    ["1,240.50", 124_050n],
    ["1,240", 124_000n],
    ["  1240.5 ", 124_050n],
    ["1 240.50", 124_050n],
    ["1\u202f240,50", 124_050n],
    ["1\u00a0240\u00a0000", 124_000_000n],
    ["1'240.50", 124_050n],
    ["$1,240.50", 124_050n],
    ["$ 1,240.50", 124_050n],
    ["1,240.50 USD", 124_050n],
    ["usd 12", 1_200n],
    [".5", 50n],
    ["5.", 500n],
    ["0", 0n],
    ["007", 700n],
    ["\u200e12", 1_200n],
    ["90071992547409.91", 2n ** 53n - 1n],
  ])("reads %j in English as %s cents", (text, minor) => {
    expect(minorOf(text)).toBe(minor);
  });

  it.each([
    ["1.240,50", "de-DE", 124_050n],
    ["1240,5", "de-DE", 124_050n],
    ["1.240", "de-DE", 124_000n],
    ["1 240,50", "fr-FR", 124_050n],
    ["1\u202f240,50 €", "fr-FR", 124_050n],
    ["1’240.50", "de-CH", 124_050n],
    ["12,34,567.50", "en-IN", 123_456_750n],
    ["٣٤", "en-US", 3_400n],
    ["١٬٢٤٠٫٥٠", "ar-KW", 124_050n],
    ["۱٬۲۴۰٫۵۰", "de-DE", 124_050n],
  ])("reads %j in %s", (text, locale, minor) => {
    expect(minorOf(text, "eur", locale)).toBe(minor);
  });

  it("reads the other way of writing where it can mean nothing else", () => {
    expect(minorOf("1.240,50")).toBe(124_050n);
    expect(minorOf("1240,50")).toBe(124_050n);
    expect(minorOf("12,34")).toBe(1_234n);
    expect(minorOf("1 240,50")).toBe(124_050n);
    expect(minorOf("1,240.50", "eur", "de-DE")).toBe(124_050n);
  });

  it.each([
    ["1,5", "Enter an amount like 1,240.50."],
    ["1.240", "USD amounts have at most 2 decimals."],
    ["12,3456", "Enter an amount like 1,240.50."],
    ["1,24,050", "Enter an amount like 1,240.50."],
    ["1.240.50", "Enter an amount like 1,240.50."],
    ["12 34", "Enter an amount like 1,240.50."],
  ])("does not guess what %j means", (text, outcome) => {
    expect(minorOf(text)).toBe(outcome);
  });

  it.each([
    "",
    "   ",
    "abc",
    "$",
    "1e3",
    "0x10",
    "1/2",
    "12.5.5",
    "€12",
    "12 EUR",
    "३४",
    "1".repeat(60),
    "NaN",
    ".",
    ",",
  ])("asks for an amount instead of %j", (text) => expect(minorOf(text)).toBe("Enter an amount like 1,240.50."));

  it.each(["-5", "\u22125", "(5)", "5-", "$-5", "-$5"])("wants no minus sign in %j", (text) => {
    expect(minorOf(text)).toBe("Enter an amount without a minus sign.");
  });

  it.each([
    ["jpy", "120000", 120_000n],
    ["jpy", "¥120,000", 120_000n],
    ["jpy", "1200.5", "JPY amounts have no decimals."],
    ["kwd", "1,240.505", 1_240_505n],
    ["kwd", "1.2405", "KWD amounts have at most 3 decimals."],
    ["isk", "500", 50_000n],
    ["huf", "10.45", 1_045n],
    ["usd", "10.005", "USD amounts have at most 2 decimals."],
  ])("keeps to the decimals of %s in %j", (code, text, outcome) => {
    expect(minorOf(text, code)).toBe(outcome);
  });

  it("stops at what an amount can be", () => {
    expect(minorOf("90071992547409.92")).toBe("That is more than Stripe can pay out at once.");
    expect(minorOf("9007199254740992", "jpy")).toBe("That is more than Stripe can pay out at once.");
  });

  it("shows an example the way the locale and the currency write it", () => {
    expect(minorOf("x", "eur", "de-DE")).toBe("Enter an amount like 1.240,50.");
    expect(minorOf("x", "jpy")).toBe("Enter an amount like 1,240.");
    expect(minorOf("x", "kwd")).toBe("Enter an amount like 1,240.500.");
  });

  it("reads back whatever is shown, in every locale", () => {
    const anyLocale = fc.constantFrom(
      "en-US",
      "en-GB",
      "en-IN",
      "de-DE",
      "de-CH",
      "fr-FR",
      "es-ES",
      "sv-SE",
      "pl-PL",
      "pt-BR",
    );
    const anyCode = fc.constantFrom("usd", "eur", "gbp", "jpy", "kwd", "isk", "huf");
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 53n - 1n }), anyCode, anyLocale, (minor, code, locale) => {
        const amount = money(minor, toCurrency(code));
        expect(minorOf(formatMoney(amount, locale), code, locale)).toBe(minor);
        const plain = toDecimalString(amount);
        if (locale.startsWith("en")) expect(minorOf(plain, code, locale)).toBe(minor);
      }),
    );
  });

  it("answers any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const parsed = parseAmount(text, toCurrency("usd"));
        expect(parsed.ok ? parsed.minor >= 0n : parsed.reason.endsWith(".")).toBe(true);
      }),
    );
  });
});
