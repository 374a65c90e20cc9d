import fc from "fast-check";
import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { createStripeEmulator, type StripeEmulator } from "./emulator";
import { StripeRefusal } from "./errors";
import type { Oracle } from "./oracle";
import type { Book } from "./state";
import { createTestClient, createTinyWorld } from "./test-client";
import { type Command, command, paramsOf } from "./testing-commands";

const faults = {
  none: [],
  reset_before: [{ kind: "reset_before" as const }],
  reset_after: [{ kind: "reset_after" as const }],
  "500_saved": [{ kind: "500_saved" as const }],
  "500_effect": [{ kind: "500_saved" as const, effect: true }],
};

class Run {
  readonly emulator: StripeEmulator = createStripeEmulator({ preset: "tiny" });
  readonly stripe: Stripe = createTestClient(this.emulator);
  readonly accounts = this.emulator.world.organizations.flatMap((organization) => organization.accounts);

  options(position: number): { stripeAccount: string } {
    return { stripeAccount: this.accounts[position]?.id ?? "" };
  }

  async available(position: number): Promise<number> {
    return (await this.stripe.balance.retrieve({}, this.options(position))).available[0]?.amount ?? 0;
  }

  async pay({
    account: position,
    share,
    instant,
    destination,
    fault,
  }: Extract<Command, { kind: "payout" }>): Promise<void> {
    const options = this.options(position);
    const before = await this.available(position);
    const external = (await this.stripe.accounts.listExternalAccounts(options.stripeAccount, {})).data[destination];
    const amountToPay = Math.max(1, Math.floor((Math.max(0, before) * share) / 100));
    this.emulator.setFaults(faults[fault]);
    try {
      const method = instant ? ("instant" as const) : ("standard" as const);
      await this.stripe.payouts.create(
        { amount: amountToPay, currency: "usd", method, destination: external?.id },
        options,
      );
    } finally {
      this.emulator.clearFaults();
      const after = await this.available(position);
      // No payout may leave less than nothing; one that changed nothing may find less than nothing.
      if (after < before) expect(after).toBeGreaterThanOrEqual(0);
    }
  }

  async touchPayout({
    kind,
    account: owner,
    position,
  }: {
    kind: string;
    account: number;
    position: number;
  }): Promise<void> {
    const options = this.options(owner);
    const { data } = await this.stripe.payouts.list(kind === "cancel" ? { status: "pending" } : {}, options);
    const payout = data[kind === "cancel" ? 0 : position];
    if (!payout) return;
    if (kind === "cancel") await this.stripe.payouts.cancel(payout.id, {}, options);
    else if (kind === "reverse") await this.stripe.payouts.reverse(payout.id, {}, options);
    else this.emulator.runScenario("payout_fail_after_paid", options.stripeAccount, { payout: payout.id });
  }

  async obey(step: Command): Promise<void> {
    if (step.kind === "advance") return this.emulator.advance(step.seconds);
    if (step.kind === "restore") return this.emulator.restore(JSON.parse(this.emulator.serialize()));
    const { stripeAccount: id } = this.options(step.account);
    if (step.kind === "charge") {
      const name = step.debit ? "charge_async_fail" : "charge";
      this.emulator.runScenario(name, id, { amount: step.amount, available: step.available });
    } else if (step.kind === "payout") await this.pay(step);
    else if (step.kind === "cancel" || step.kind === "reverse" || step.kind === "fail") await this.touchPayout(step);
    else if (step.kind === "schedule") {
      const { interval, minimum } = step;
      const payouts = { schedule: { interval }, minimum_balance_by_currency: { usd: minimum } };
      await this.stripe.balanceSettings.update({ payments: { payouts } }, this.options(step.account));
    } else if (step.kind === "negative") this.emulator.runScenario("negative_balance", id, { amount: 3_000 });
    else if (step.kind === "disable") this.emulator.runScenario("disable_payouts", id);
    else if (step.kind === "enable") this.emulator.runScenario("enable_payouts", id);
    else if (step.kind === "error") this.emulator.runScenario("external_account_error", id);
    else if (step.kind === "replace") this.emulator.runScenario("external_account_replace", id);
    else if (step.kind === "refund") this.emulator.runScenario(step.kind, id, { amount: step.amount });
    else if ("position" in step && "amount" in step) this.emulator.runScenario(step.kind, id, paramsOf(step));
    else this.emulator.runScenario(step.kind, id);
  }

  /** Refusals are what Stripe may answer, and cut lines where they were planned; faults of the emulator are not. */
  async tryTo(step: Command): Promise<void> {
    try {
      await this.obey(step);
    } catch (error) {
      const isPlanned = step.kind === "payout" && step.fault.startsWith("reset");
      if (error instanceof Stripe.errors.StripeConnectionError && isPlanned) return;
      const isRefusal = error instanceof Stripe.errors.StripeError || error instanceof StripeRefusal;
      if (!isRefusal || error.message.includes("Emulator fault")) throw error;
    }
  }
}

/** What was noted of everything that can change later. */
function factLines({ charges, refunds, disputes, subscriptions }: Oracle): string[] {
  return [
    ...charges.map(({ id, captured, succeeded }) => `${id} ${captured} ${succeeded}`),
    ...refunds.map(({ id, status }) => `${id} ${status}`),
    ...disputes.map(({ id, status }) => `${id} ${status}`),
    ...subscriptions.map(({ id, status, ended }) => `${id} ${status} ${ended}`),
  ].toSorted();
}

function recordLines(books: Book[]): string[] {
  return books
    .flatMap(({ charge, refund, dispute, subscription }) => [
      ...charge.map(({ id, amountCaptured, status }) => `${id} ${amountCaptured} ${status === "succeeded"}`),
      ...refund.map(({ id, status }) => `${id} ${status}`),
      ...dispute.map(({ id, status }) => `${id} ${status}`),
      ...subscription.map(({ id, status, endedAt }) => `${id} ${status} ${endedAt}`),
    ])
    .toSorted();
}

describe("the ledger", () => {
  it("holds after every command, whatever is tried", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 25 }), async (commands) => {
        const run = new Run();
        for (const step of commands) {
          await run.tryTo(step);
          expect(run.emulator.verifyLedger()).toEqual({ ok: true, problems: [] });
        }
        const { books } = run.emulator.snapshot();
        for (const book of Object.values(books)) for (const row of book.balance_transaction) seen.add(row.type);
        expect(factLines(run.emulator.oracle())).toEqual(
          recordLines(run.accounts.flatMap(({ id }) => books[id] ?? [])),
        );
      }),
      { numRuns: 200, seed: 20_261_118 },
    );
    const needed = [
      "advance",
      "advance_funding",
      "adjustment",
      "charge",
      "payment",
      "payment_failure_refund",
      "payout",
      "refund_failure",
      "reserve_hold",
      "reserve_release",
      "stripe_fee",
      "stripe_fx_fee",
      "transfer",
      "transfer_refund",
    ];
    expect([...seen]).toEqual(expect.arrayContaining([...needed, "payout_cancel", "payout_failure", "refund"]));
  }, 120_000);

  it("notices a balance that does not come from its postings", () => {
    const { emulator, manual } = createTinyWorld();
    const snapshot = emulator.snapshot();
    const held = snapshot.balances[manual.stripeAccount] ?? {};
    held["available:usd"] = 1;
    emulator.restore(snapshot);
    const { ok, problems } = emulator.verifyLedger();
    expect(ok).toBe(false);
    expect(problems).toHaveLength(2);
  });
});
