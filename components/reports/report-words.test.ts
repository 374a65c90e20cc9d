import { describe, expect, it } from "vitest";
import { toCurrency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import { counted, extremes } from "./report-words";

describe("counted", () => {
  it("counts one and many", () => {
    expect([0, 1, 5_074].map((count) => counted(count, "payment"))).toEqual([
      "0 payments",
      "1 payment",
      "5,074 payments",
    ]);
  });
});

describe("extremes", () => {
  const line = (label: string, minor: bigint, isMissing = false) => ({ label, minor, isMissing });
  const amountOf = ({ minor }: { minor: bigint }) => money(minor, toCurrency("kwd"));

  it("names the highest and the lowest, and nothing from before the first data", () => {
    const lines = [line("Jan", 0n, true), line("Feb", 3_356_360n), line("Oct", 5_837_005n)];
    expect(extremes(lines, amountOf)).toBe("Highest Oct KWD\u00a05,837.005. Lowest Feb KWD\u00a03,356.360.");
  });

  it("says when there is nothing", () => {
    expect(extremes([line("Jan", 0n, true)], amountOf)).toBe("No data.");
  });
});
