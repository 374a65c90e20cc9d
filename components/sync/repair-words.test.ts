import { describe, expect, it } from "vitest";
import { toCurrency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import { repairedRowWords, repairWords } from "./repair-words";

const state = (amount: bigint, fee = 320n, currency = "usd") => ({
  amount: money(amount, toCurrency(currency)),
  fee: money(fee, toCurrency(currency)),
  type: "charge",
});

describe("repairedRowWords", () => {
  it.each([
    ["was missing and is there again", { found: null, now: state(10_000n), changed: [] }],
    ["is not Stripe’s and was removed", { found: state(10_000n), now: null, changed: [] }],
    [
      "said $107.77 USD and says $100.00 again",
      { found: state(10_777n), now: state(10_000n), changed: ["amount", "net"] },
    ],
    [
      "said €100.00 EUR and says $100.00 again",
      { found: state(10_000n, 320n, "eur"), now: state(10_000n), changed: ["currency"] },
    ],
    [
      "had a fee of $9.00 and has $3.20 again",
      { found: state(10_000n, 900n), now: state(10_000n), changed: ["fee", "net"] },
    ],
    [
      "had another type, category and description than Stripe and has Stripe’s again",
      { found: state(10_000n), now: state(10_000n), changed: ["type", "category", "description"] },
    ],
    [
      "is tied again to the payout that Stripe says carried it",
      { found: state(10_000n), now: state(10_000n), changed: ["payout"] },
    ],
  ])("says that it %s", (words, row) => {
    expect(repairedRowWords(row)).toBe(words);
  });
});

describe("repairWords", () => {
  it("counts what was done and leaves out what was not", () => {
    expect(repairWords({ inserted: 1, rewritten: 1_200, removed: 0 })).toBe("1 added, 1,200 rewritten");
    expect(repairWords({ inserted: 0, rewritten: 0, removed: 2 })).toBe("2 removed");
  });
});
