import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payoutEvents, payoutIntents, payouts } from "@/db/schema";
import { AppError } from "../core/errors";
import type { CreatePayoutInput } from "../core/payout-input";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import type { CreatePayoutResult } from "./answer-intent";
import { cancelPayout } from "./cancel-payout";
import { createPayout } from "./create-payout";
import { refreshPayout } from "./refresh-payout";
import { sweepPayoutIntents } from "./sweep-payout-intents";
import { accountAt, type CrashPoint, crashingServices, payoutsAtStripe } from "./testing";

// A process may end before or after any of its contacts with the database and with Stripe. Whatever the caller then
// does, Stripe has one payout at most, nobody is told what is not so, and the intent comes to its end.

let world: TestWorld;
let ours: TestOrganization;
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
  const { stripeAccountId } = accountAt(ours);
  world.emulator.runScenario("charge", stripeAccountId, { amount: 5_000_000, count: 4, available: true });
});
afterAll(() => world.close());

const minute = 60;
const hour = 3_600;
const input: CreatePayoutInput = { amount: 1_000n, method: "standard", metadata: {} };

const asked = (clientKey: string) => createPayout(ours.as("finance"), input, { clientKey });
const crashed = async (clientKey: string, point?: CrashPoint) => {
  const services = crashingServices(world.services, point);
  const answer = await createPayout({ ...ours.as("finance"), ...services }, input, { clientKey }).catch(() => null);
  return { answer, points: services.points() };
};
const intentOf = async (clientKey: string) =>
  (await world.owner.select().from(payoutIntents).where(eq(payoutIntents.clientKey, clientKey)))[0];
const carrying = async (intentId: string | undefined) =>
  (await payoutsAtStripe(ours)).filter((payout) => intentId && payout.metadata.intent_id === intentId);

/** What a caller heard, and whether it holds at the end. */
type Answer = CreatePayoutResult | AppError;
async function ask(clientKey: string): Promise<Answer> {
  try {
    return await asked(clientKey);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

async function checkHonesty(clientKey: string, answers: readonly Answer[]): Promise<void> {
  const intent = await intentOf(clientKey);
  const made = await carrying(intent?.id);
  expect(made.length).toBeLessThanOrEqual(1);
  if (intent) expect(intent.state).toBe(made.length === 1 ? "succeeded" : "failed");
  for (const answer of answers) {
    if (answer instanceof AppError) {
      if (answer.code !== "idempotency_key_in_use") expect(made).toHaveLength(0);
    } else if (answer.kind === "created") {
      expect(made.map((payout) => payout.stripePayoutId)).toEqual([answer.payout.stripePayoutId]);
    }
  }
  const stored = await world.owner
    .select()
    .from(payouts)
    .where(eq(payouts.intentId, intent?.id ?? randomUUID()));
  expect(stored.map((row) => row.stripePayoutId)).toEqual(made.map((payout) => payout.stripePayoutId));
}

/** What happens after the crash; each gives the answers that a caller heard. */
const aftermaths: Record<string, (clientKey: string) => Promise<Answer[]>> = {
  "nobody asks again and the sweep finds out": async () => {
    await world.advance(3 * minute);
    await sweepPayoutIntents(world.services);
    return [];
  },
  "the caller asks again at once, and again when the lease is over": async (clientKey) => {
    const first = await ask(clientKey);
    await world.advance(3 * minute);
    return [first, await ask(clientKey)];
  },
  "the caller asks again while two sweeps are under way": async (clientKey) => {
    await world.advance(3 * minute);
    const [answer] = await Promise.all([
      ask(clientKey),
      sweepPayoutIntents(world.services),
      sweepPayoutIntents(world.services),
    ]);
    return [answer];
  },
  "everybody comes back a day later, when Stripe may have forgotten the key": async (clientKey) => {
    await world.advance(25 * hour);
    const answer = await ask(clientKey);
    return [answer, await ask(clientKey)];
  },
};

describe("a process that ends while it creates a payout", () => {
  it("has the contacts that the points below stand for", async () => {
    const { points, answer } = await crashed(randomUUID());
    expect(answer).toMatchObject({ kind: "created" });
    expect(points.filter((point) => point === "createPayout")).toHaveLength(1);
    expect(points.indexOf("createPayout")).toBeGreaterThan(points.indexOf("getBalance"));
    expect(points.length).toBeGreaterThanOrEqual(9);
  });

  for (const [name, aftermath] of Object.entries(aftermaths)) {
    it(`pays once at most when ${name}`, async () => {
      const { points } = await crashed(randomUUID());
      for (let at = 1; at <= points.length; at++) {
        for (const when of ["before", "after"] as const) {
          const clientKey = randomUUID();
          await crashed(clientKey, { at, when });
          const answers = await aftermath(clientKey);
          await world.advance(3 * minute);
          await sweepPayoutIntents(world.services);
          await checkHonesty(clientKey, answers);
        }
      }
    });
  }

  it("pays once when the sweep that finds out ends as well, at any point", async () => {
    for (let at = 1; at <= 12; at++) {
      for (const when of ["before", "after"] as const) {
        const clientKey = randomUUID();
        await crashed(clientKey, { at: 8, when });
        await world.advance(3 * minute);
        await sweepPayoutIntents(crashingServices(world.services, { at, when })).catch(() => null);
        await world.advance(3 * minute);
        await sweepPayoutIntents(world.services);
        await checkHonesty(clientKey, []);
      }
    }
  });
});

describe("a process that ends while it cancels a payout", () => {
  it("leaves the payout as Stripe has it, and a second try says how it stands", async () => {
    const counted = crashingServices(world.services);
    const probe = await asked(randomUUID());
    if (probe.kind !== "created") throw new Error("Still processing.");
    await cancelPayout({ ...ours.as("finance"), ...counted }, { id: probe.payout.id });
    expect(counted.points().filter((point) => point === "cancelPayout")).toHaveLength(1);

    for (let at = 1; at <= counted.points().length; at++) {
      for (const when of ["before", "after"] as const) {
        const made = await asked(randomUUID());
        if (made.kind !== "created") throw new Error("Still processing.");
        const { id, stripePayoutId } = made.payout;
        const services = crashingServices(world.services, { at, when });
        await cancelPayout({ ...ours.as("finance"), ...services }, { id }).catch(() => null);
        const again = await cancelPayout(ours.as("finance"), { id }).catch((error: unknown) => error);
        if (again instanceof AppError) {
          expect(again).toMatchObject({
            code: "payout_not_cancelable",
            details: { extra: { reason: "already_canceled" } },
          });
        } else {
          expect(again).toMatchObject({ status: "canceled" });
        }
        const stored = await refreshPayout(ours.asSystem(), accountAt(ours), stripePayoutId, { source: "sync" });
        expect(stored.status).toBe("canceled");
        const events = await world.owner.select().from(payoutEvents).where(eq(payoutEvents.payoutId, id));
        expect(events.map((event) => event.type)).toContain("cancel.requested");
      }
    }
  });
});
