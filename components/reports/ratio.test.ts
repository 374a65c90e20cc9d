import { describe, expect, it } from "vitest";
import { changeWords, percentOf, rateText, sharesOf } from "./ratio";

describe("percentOf", () => {
  it("has as many decimals as asked for", () => {
    expect(percentOf(2_455_423n, 55_167_020n, 2)).toBe("4.45%");
    expect(percentOf(1n, 3n)).toBe("33.3%");
    expect(percentOf(-1n, 400n, 2)).toBe("\u22120.25%");
  });

  it("is a dash where there is no whole", () => {
    expect(percentOf(5n, 0n)).toBe("–");
  });
});

describe("changeWords", () => {
  it("is signed", () => {
    expect(changeWords(55_167_020n, 39_057_365n)).toBe("+41.2%");
    expect(changeWords(50n, 100n)).toBe("\u221250.0%");
    expect(changeWords(2_000_000n, 100n)).toBe("+1,999,900.0%");
  });

  it("names what a percentage cannot say", () => {
    expect(changeWords(5n, 0n)).toBe("New");
    expect(changeWords(0n, 0n)).toBe("No change");
    expect(changeWords(7n, 7n)).toBe("No change");
    expect(changeWords(5n, -5n)).toBe("–");
  });
});

describe("sharesOf", () => {
  it("comes to a hundred", () => {
    expect(sharesOf([1n, 1n, 1n])).toEqual(["33.4%", "33.3%", "33.3%"]);
    expect(sharesOf([1_752_267n, 551_670n, 36_000n, 59_266n, 56_220n])).toEqual([
      "71.3%",
      "22.5%",
      "1.5%",
      "2.4%",
      "2.3%",
    ]);
  });

  it("comes to a hundred whatever the parts, negative ones included", () => {
    for (let seed = 1n; seed < 200n; seed++) {
      const parts = [seed * 7919n, seed * 104_729n + 13n, 977n, -seed * 31n];
      const tenths = sharesOf(parts).map((text) => Number(text.replace("\u2212", "-").slice(0, -1)) * 10);
      expect(Math.round(tenths.reduce((sum, share) => sum + share, 0))).toBe(1000);
    }
  });

  it("is dashes without a whole", () => {
    expect(sharesOf([0n, 0n])).toEqual(["–", "–"]);
    expect(sharesOf([-5n, 1n])).toEqual(["–", "–"]);
  });
});

describe("rateText", () => {
  it("rounds a rate only for the eye", () => {
    expect(rateText(0.04450896)).toBe("4.45%");
    expect(rateText(0.035, 1)).toBe("3.5%");
    expect(rateText(-0.001)).toBe("\u22120.10%");
    expect(rateText(null)).toBe("–");
  });
});
