import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payoutIntents } from "@/db/schema";
import type { Context } from "../context";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { createPayout } from "./create-payout";
import { sweepPayoutIntents } from "./sweep-payout-intents";
import { accountAt, payoutsAtStripe } from "./testing";

let world: TestWorld;
let ours: TestOrganization;
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
});
afterAll(() => world.close());

const creations = () =>
  world.emulator.requests().filter((request) => request.method === "POST" && request.path === "/v1/payouts").length;

/** A context whose process stands still, for so many seconds, right after it has marked its intent as sent. */
function stalling(seconds: number): Context {
  const plain = ours.as("finance");
  let isStalled = false;
  return {
    ...plain,
    stripeFor: (accountId) => plain.stripeFor(accountId),
    db: new Proxy(plain.db, {
      get: (target, name) =>
        name === "transaction"
          ? async (work: Parameters<typeof target.transaction>[0]) => {
              const result = await target.transaction(work);
              const [open] = await world.owner.select().from(payoutIntents).where(eq(payoutIntents.state, "sent"));
              if (open && !isStalled) {
                isStalled = true;
                await world.advance(seconds);
              }
              return result;
            }
          : Reflect.get(target, name),
    }),
  };
}

describe("a process that stands still between the mark and the call", () => {
  it.each([
    ["past its lease", 100],
    ["past the life of the key", 25 * 3_600],
  ])("sends nothing when it wakes %s, and the sweep brings the intent to its end", async (_, seconds) => {
    const before = { sent: creations(), made: (await payoutsAtStripe(ours)).length };
    const clientKey = randomUUID();
    const input = { amount: 1_000n, method: "standard" as const, metadata: {} };
    const answer = await createPayout(stalling(seconds), input, { clientKey });
    expect(answer.kind).toBe("processing");
    expect(creations()).toBe(before.sent);
    await sweepPayoutIntents(world.services);
    const [intent] = await world.owner.select().from(payoutIntents).where(eq(payoutIntents.clientKey, clientKey));
    const made = (await payoutsAtStripe(ours)).length - before.made;
    expect(intent?.state).toBe(made === 1 ? "succeeded" : "failed");
    expect(made).toBe(seconds < 1_000 ? 1 : 0);
  });
});

describe("what is sent", () => {
  it("names the account, the intent's key and everything that was asked for", async () => {
    const clientKey = randomUUID();
    const destination = (await ours.asSystem().stripeFor(accountAt(ours).stripeAccountId).listExternalAccounts()).find(
      (external) => external.isDefaultForCurrency,
    );
    await createPayout(
      ours.as("finance"),
      {
        amount: 1_234n,
        method: "standard",
        description: "Weekly",
        statementDescriptor: "TINY ONE",
        destination: destination?.id,
        sourceType: "card",
        metadata: { run: "7" },
      },
      { clientKey },
    );
    const [intent] = await world.owner.select().from(payoutIntents).where(eq(payoutIntents.clientKey, clientKey));
    const request = world.emulator.requests().findLast((one) => one.method === "POST" && one.path === "/v1/payouts");
    expect(request).toMatchObject({
      account: accountAt(ours).stripeAccountId,
      idempotencyKey: `payout-intent-${intent?.id}`,
    });
    const made = (await payoutsAtStripe(ours)).find((payout) => payout.metadata.intent_id === intent?.id);
    expect(made).toMatchObject({
      amount: { minor: 1_234n },
      description: "Weekly",
      statementDescriptor: "TINY ONE",
      sourceType: "card",
      destination: { id: destination?.id },
      metadata: { run: "7", intent_id: intent?.id },
    });
  });
});
