import { beforeEach, describe, expect, it } from "vitest";
import { createStripeEmulator } from "./emulator";
import { createTestClient, createTinyWorld, refusalOf } from "./test-client";

let world: ReturnType<typeof createTinyWorld>;
beforeEach(() => {
  world = createTinyWorld();
});

async function available(): Promise<number | undefined> {
  return (await world.stripe.balance.retrieve({}, world.manual)).available[0]?.amount;
}

async function externalId(last4: string): Promise<string> {
  const { data } = await world.stripe.accounts.listExternalAccounts(world.manual.stripeAccount, {});
  return data.find((external) => external.last4 === last4)?.id ?? "";
}

function pay(amount: number, params: object = {}) {
  return world.stripe.payouts.create({ amount, currency: "usd", ...params }, world.manual);
}

async function statusOf(id: string) {
  const { status, failure_code: code } = await world.stripe.payouts.retrieve(id, {}, world.manual);
  return code === null ? status : `${status}: ${code}`;
}

describe("a payout made by hand", () => {
  it("takes the money at once and goes pending, in transit, paid", async () => {
    const payout = await pay(10_000, {
      description: "Rent",
      metadata: { intent: "1" },
      statement_descriptor: "JUNIPER",
    });
    expect(payout).toMatchObject({ status: "pending", automatic: false, type: "bank_account", method: "standard" });
    expect(payout.reconciliation_status).toBe("not_applicable");
    expect(await available()).toBe(147_780 - 10_000);
    await world.emulator.advance(29);
    expect(await statusOf(payout.id)).toBe("pending");
    await world.emulator.advance(1);
    expect(await statusOf(payout.id)).toBe("in_transit");
    await world.emulator.advance(90);
    const paid = await world.stripe.payouts.retrieve(payout.id, {}, world.manual);
    expect(paid).toMatchObject({ status: "paid", trace_id: { status: "supported" }, metadata: { intent: "1" } });
  });

  it("is one ledger row with the payout as its source", async () => {
    const payout = await pay(10_000);
    const { data } = await world.stripe.balanceTransactions.list({ source: payout.id }, world.manual);
    expect(data).toMatchObject([{ id: payout.balance_transaction, type: "payout", net: -10_000, status: "available" }]);
  });

  it("shares no money with nine others made at once", async () => {
    const share = Math.floor(147_780 * 0.6);
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => pay(share)));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
    expect(new Set(refused)).toEqual(new Set(["balance_insufficient"]));
    expect(await available()).toBe(147_780 - share);
  });

  it("may take everything, but not one cent more", async () => {
    expect(await refusalOf(pay(147_781))).toBe("balance_insufficient");
    await pay(147_780);
    expect(await available()).toBe(0);
  });

  it.each([
    ["1113", "failed: account_closed"],
    ["1116", "failed: no_account"],
    ["2227", "failed: insufficient_funds"],
    ["3335", "failed: debit_not_authorized"],
    ["4440", "failed: invalid_currency"],
    ["6789", "paid"],
  ])("to a bank account that ends in %s is %s", async (last4, outcome) => {
    const snapshot = world.emulator.snapshot();
    for (const external of snapshot.accounts[world.manual.stripeAccount]?.externalAccounts ?? []) {
      if (external.last4 === "1116") external.last4 = last4;
    }
    world.emulator.restore(snapshot);
    const payout = await pay(5_000, { destination: await externalId(last4) });
    await world.emulator.advance(120);
    expect(await statusOf(payout.id)).toBe(outcome);
  });

  it("gives the money back when it fails, and blocks its external account", async () => {
    const destination = await externalId("1116");
    const payout = await pay(5_000, { destination });
    await world.emulator.advance(120);
    const failed = await world.stripe.payouts.retrieve(
      payout.id,
      { expand: ["failure_balance_transaction"] },
      world.manual,
    );
    expect(failed.failure_balance_transaction).toMatchObject({
      type: "payout_failure",
      net: 5_000,
      status: "available",
    });
    expect(await available()).toBe(147_780);
    expect(await refusalOf(pay(5_000, { destination }))).toBe("bank_account_unusable");
    await expect(pay(5_000)).resolves.toMatchObject({ status: "pending" });
  });

  it("can fail after it was paid", async () => {
    const payout = await pay(5_000, { destination: await externalId("9990") });
    await world.emulator.advance(120);
    expect(await statusOf(payout.id)).toBe("paid");
    await world.emulator.advance(60);
    expect(await statusOf(payout.id)).toBe("failed: account_closed");
    expect(await available()).toBe(147_780);
  });
});

describe("a refused payout", () => {
  it.each([
    [{ amount: 0 }, "parameter_invalid_integer"],
    [{ amount: 99 }, "amount_too_small"],
    [{ amount: "ten" }, "parameter_invalid_integer"],
    [{ amount: "" }, "parameter_invalid_empty"],
    [{ currency: "dollars" }, "400"],
    [{ currency: "eur" }, "400"],
    [{ destination: "ba_none" }, "resource_missing"],
    [{ method: "fast" }, "400"],
    [{ statement_descriptor: "A descriptor that is too long" }, "400"],
    [{ source_type: "bank_account" }, "balance_insufficient"],
    [{ payout_method: "fa_none" }, "resource_missing"],
    [{ metadata: { key: "v".repeat(501) } }, "400"],
    [{ transfer_group: "x" }, "parameter_unknown"],
  ])("with %j is refused as %s", async (params, code) => {
    expect(await refusalOf(pay(1_000, params))).toBe(code);
    expect(await available()).toBe(147_780);
  });

  it("needs an amount and a currency", async () => {
    const answer = await world.emulator.fetch(
      new Request("https://api.stripe.com/v1/payouts", {
        method: "POST",
        body: "amount=100",
        headers: {
          authorization: `Bearer ${world.emulator.world.secretKey}`,
          "stripe-account": world.manual.stripeAccount,
        },
      }),
    );
    expect(await answer.json()).toMatchObject({ error: { code: "parameter_missing", param: "currency" } });
  });

  it("says when the account may not pay out", async () => {
    world.emulator.runScenario("disable_payouts", world.manual.stripeAccount);
    expect(await refusalOf(pay(1_000))).toBe("payouts_not_allowed");
    const account = await world.stripe.accounts.retrieve(world.manual.stripeAccount);
    expect(account.payouts_enabled).toBe(false);
    world.emulator.runScenario("enable_payouts", world.manual.stripeAccount);
    await expect(pay(1_000)).resolves.toMatchObject({ status: "pending" });
  });

  it("must be a multiple of ten in currencies of three decimals", async () => {
    const emulator = createStripeEmulator({ preset: "demo" });
    const account = emulator.world.organizations[0]?.accounts.find(({ currency }) => currency === "kwd");
    const options = { stripeAccount: account?.id ?? "" };
    const { payouts } = createTestClient(emulator);
    expect(await refusalOf(payouts.create({ amount: 1_005, currency: "kwd" }, options))).toBe("400");
    await expect(payouts.create({ amount: 1_010, currency: "kwd" }, options)).resolves.toMatchObject({ amount: 1_010 });
  });
});

describe("canceling", () => {
  it("works while the payout is pending, and once", async () => {
    const { id } = await pay(10_000);
    const canceled = await world.stripe.payouts.cancel(id, { expand: ["failure_balance_transaction"] }, world.manual);
    expect(canceled).toMatchObject({
      status: "canceled",
      failure_balance_transaction: { type: "payout_cancel", net: 10_000 },
    });
    expect(await available()).toBe(147_780);
    expect(await refusalOf(world.stripe.payouts.cancel(id, {}, world.manual))).toBe("400");
    await world.emulator.advance(300);
    expect(await statusOf(id)).toBe("canceled");
  });

  it("is refused once the bank has the payout, and for automatic ones", async () => {
    const { id } = await pay(10_000);
    await world.emulator.advance(30);
    expect(await refusalOf(world.stripe.payouts.cancel(id, {}, world.manual))).toBe("400");
    const automatic = (await world.stripe.payouts.list({ status: "pending" }, world.daily)).data[0]?.id ?? "";
    expect(await refusalOf(world.stripe.payouts.cancel(automatic, {}, world.daily))).toBe("400");
  });
});

describe("reversing", () => {
  it("makes a payout of the opposite amount, whose money is available when it has arrived", async () => {
    const [paid] = (await world.stripe.payouts.list({ status: "paid" }, world.manual)).data;
    const reversal = await world.stripe.payouts.reverse(paid?.id ?? "", {}, world.manual);
    expect(reversal).toMatchObject({ amount: -30_000, original_payout: paid?.id, status: "pending" });
    expect(await available()).toBe(147_780);
    await world.emulator.advance(120);
    expect(await statusOf(reversal.id)).toBe("paid");
    expect(await available()).toBe(177_780);
    const original = await world.stripe.payouts.retrieve(paid?.id ?? "", {}, world.manual);
    expect(original.reversed_by).toBe(reversal.id);
    expect(await refusalOf(world.stripe.payouts.reverse(paid?.id ?? "", {}, world.manual))).toBe("400");
    expect(world.emulator.verifyLedger()).toEqual({ ok: true, problems: [] });
  });

  it("is refused for payouts that are not paid", async () => {
    const { id } = await pay(1_000);
    expect(await refusalOf(world.stripe.payouts.reverse(id, {}, world.manual))).toBe("400");
  });
});
