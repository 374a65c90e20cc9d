import { randomUUID } from "node:crypto";
import { and, eq, isNotNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payoutIntents, payouts } from "@/db/schema";
import { AppError } from "../core/errors";
import type { CreatePayoutInput } from "../core/payout-input";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { createPayout } from "./create-payout";
import { accountAt, payoutsAtStripe } from "./testing";

let world: TestWorld;
let ours: TestOrganization;
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
  world.emulator.runScenario("charge", accountAt(ours).stripeAccountId, { amount: 1_000_000, available: true });
});
afterAll(() => world.close());

const wish = (amount: bigint): CreatePayoutInput => ({ amount, method: "standard", metadata: {} });
const forms = 500;
/** As many as a busy server has at work; the others wait their turn. */
const atOnce = 20;

async function submit(clientKey: string, amount: bigint): Promise<string> {
  try {
    const answer = await createPayout(ours.as("finance"), wish(amount), { clientKey });
    return answer.kind;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe("forms that are submitted twice at once", () => {
  it("make one payout each, on both sides", { timeout: 300_000 }, async () => {
    const before = new Set((await payoutsAtStripe(ours)).map((payout) => payout.stripePayoutId));
    const waiting = Array.from({ length: forms }, () => randomUUID());
    const answers: string[] = [];
    const work = async () => {
      for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
        answers.push(...(await Promise.all([submit(key, 100n), submit(key, 100n)])));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));

    expect(new Set(answers)).toEqual(new Set(["created", "idempotency_key_in_use"]));
    expect(answers.filter((answer) => answer === "created").length).toBeGreaterThanOrEqual(forms);
    const made = (await payoutsAtStripe(ours)).filter((payout) => !before.has(payout.stripePayoutId));
    expect(made).toHaveLength(forms);
    expect(new Set(made.map((payout) => payout.metadata.intent_id)).size).toBe(forms);
    const stored = await world.owner
      .select({ id: payouts.stripePayoutId })
      .from(payouts)
      .where(and(eq(payouts.organizationId, ours.organizationId), isNotNull(payouts.intentId)));
    expect(new Set(stored.map((row) => row.id))).toEqual(new Set(made.map((payout) => payout.stripePayoutId)));
    const intents = await world.owner.select().from(payoutIntents);
    expect(intents).toHaveLength(forms);
    expect(intents.every((intent) => intent.state === "succeeded")).toBe(true);
  });
});

describe("payouts that together are more than there is", () => {
  it("go through as far as the money reaches, and the others are refused with the reason", async () => {
    const account = accountAt(ours);
    const { available } = await ours.asSystem().stripeFor(account.stripeAccountId).getBalance();
    const most = available[0]?.minor ?? 0n;
    const amount = (most * 60n) / 100n;
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit(randomUUID(), amount)));
    expect(answers.filter((answer) => answer === "created")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "insufficient_balance")).toHaveLength(9);
    const left = await ours.asSystem().stripeFor(account.stripeAccountId).getBalance();
    expect(left.available[0]?.minor).toBe(most - amount);
  });

  it("count what is still open against what is there", async () => {
    const account = accountAt(ours);
    const { available } = await ours.asSystem().stripeFor(account.stripeAccountId).getBalance();
    const most = available[0]?.minor ?? 0n;
    world.emulator.setFaults([{ kind: "rate_limit", method: "POST", path: "/v1/payouts" }]);
    expect(await submit(randomUUID(), (most * 60n) / 100n)).toBe("processing");
    world.emulator.clearFaults();
    expect(await submit(randomUUID(), (most * 60n) / 100n)).toBe("insufficient_balance");
    expect(await submit(randomUUID(), (most * 20n) / 100n)).toBe("created");
  });
});
