import { describe, expect, it } from "vitest";
import { toCurrency } from "./currency";
import { describeFailure, moneyBackSentence } from "./failure";
import { money } from "./money";

const codes =
  "account_closed account_frozen bank_account_restricted bank_ownership_changed could_not_process debit_not_authorized declined incorrect_account_holder_address incorrect_account_holder_name incorrect_account_holder_tax_id insufficient_funds invalid_account_number invalid_currency no_account unsupported_card".split(
    " ",
  );

const failed = (failureCode: string | null, failureMessage: string | null = null, automatic = false) =>
  describeFailure({ status: "failed", automatic, failureCode, failureMessage });

describe("describeFailure", () => {
  it.each(codes)("tells %s in words, without Stripe's code", (code) => {
    const failure = failed(code, "Raw text.");
    expect(failure?.cause).toMatch(/^The .*\.$/);
    expect(failure?.cause).not.toContain("_");
    expect(failure?.advice).toMatch(/^[A-Z].*\.$/);
  });

  it("says what to do about it", () => {
    expect(failed("account_closed")).toEqual({
      cause: "The bank account has been closed.",
      step: "update_destination",
      advice: "Update the bank details at Stripe, then pay out again.",
    });
    expect(failed("declined")?.step).toBe("contact_bank");
    expect(failed("unsupported_card")?.step).toBe("replace_card");
    expect(failed("insufficient_funds")?.step).toBe("wait_for_balance");
    expect(failed("invalid_currency")?.step).toBe("add_destination");
    expect(failed("could_not_process")?.step).toBe("try_again");
  });

  it.each(codes)("never asks for an automatic payout that failed with %s to be paid out again", (code) => {
    expect(failed(code, null, true)?.advice).not.toMatch(/pay out again|^Try again/);
  });

  it("says that Stripe includes the money of an automatic payout in a later one", () => {
    expect(failed("account_closed", null, true)?.advice).toBe(
      "Update the bank details at Stripe. Once they are right, Stripe includes the money in a later payout.",
    );
  });

  it("quotes Stripe where the code is new, and admits it where there is nothing to quote", () => {
    expect(failed("moon_eclipse", "The moon is away.")?.cause).toBe("Stripe says: “The moon is away.” (moon_eclipse)");
    expect(failed(null, "Something failed.")?.cause).toBe("Stripe says: “Something failed.”");
    expect(failed("constructor")?.cause).toBe("Stripe gives the reason constructor.");
    expect(failed(null)?.cause).toBe("Stripe gives no reason.");
  });

  it.each(["pending", "in_transit", "paid", "canceled"])("is silent about a payout that is %s", (status) => {
    expect(describeFailure({ status, automatic: false, failureCode: "declined", failureMessage: null })).toBeNull();
  });
});

describe("moneyBackSentence", () => {
  const payout = (minor: bigint, status: string, failureBalanceTransactionId: string | null) => ({
    amount: money(minor, toCurrency("usd")),
    status,
    failureBalanceTransactionId,
  });

  it("says that the money is back only once Stripe has booked it", () => {
    expect(moneyBackSentence(payout(124_000n, "failed", "txn_1"))).toBe("$1,240.00 went back to your balance.");
    expect(moneyBackSentence(payout(124_000n, "failed", null))).toBe(
      "$1,240.00 will return to your balance, usually within 5 business days.",
    );
    expect(moneyBackSentence(payout(124_000n, "canceled", "txn_1"))).toBe("$1,240.00 went back to your balance.");
  });

  it("turns it round for a debit from the bank", () => {
    expect(moneyBackSentence(payout(-5_000n, "failed", "txn_1"))).toBe("Your balance went down by $50.00 again.");
    expect(moneyBackSentence(payout(-5_000n, "failed", null))).toBe("Your balance will be $50.00 lower again.");
  });

  it.each(["pending", "in_transit", "paid"])("is silent about a payout that is %s", (status) => {
    expect(moneyBackSentence(payout(1n, status, null))).toBeNull();
  });
});
