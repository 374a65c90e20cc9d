import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { payoutIntents } from "@/db/schema";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { createPayout } from "./create-payout";
import { sweepPayoutIntents } from "./sweep-payout-intents";

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  world.emulator.clearFaults();
  await sweepPayoutIntents(world.services);
});
afterAll(() => world.close());

const refusing = { kind: "rate_limit", method: "POST", path: "/v1/payouts" } as const;

async function leaveOpen(organization: TestOrganization, amount = 500n) {
  world.emulator.setFaults([refusing]);
  const input = { amount, method: "standard" as const, metadata: {} };
  const answer = await createPayout(organization.as("owner"), input, { clientKey: randomUUID() });
  world.emulator.clearFaults();
  if (answer.kind !== "processing") throw new Error("It is settled already.");
  return answer.intentId;
}
const stateOf = async (id: string) =>
  (await world.owner.select().from(payoutIntents).where(eq(payoutIntents.id, id)))[0]?.state;

describe("sweepPayoutIntents", () => {
  it("settles what is open in every organization, and has nothing to do the second time", async () => {
    const open = [await leaveOpen(world.organization(0)), await leaveOpen(world.organization(1))];
    expect(await sweepPayoutIntents(world.services)).toEqual({ attempted: 2, settled: 2, open: 0 });
    for (const id of open) expect(await stateOf(id)).toBe("succeeded");
    expect(await sweepPayoutIntents(world.services)).toEqual({ attempted: 0, settled: 0, open: 0 });
  });

  it("leaves alone what another process is working on", async () => {
    const id = await leaveOpen(world.organization(0));
    const leaseUntil = new Date(world.services.now().getTime() + 60_000);
    await world.owner.update(payoutIntents).set({ leaseUntil }).where(eq(payoutIntents.id, id));
    expect(await sweepPayoutIntents(world.services)).toMatchObject({ attempted: 0 });
    await world.advance(60);
    expect(await sweepPayoutIntents(world.services)).toMatchObject({ settled: 1 });
  });

  it("gives each intent to one of several sweeps", async () => {
    for (let i = 0; i < 4; i++) await leaveOpen(world.organization(0));
    const sweeps = await Promise.all([1, 2, 3].map(() => sweepPayoutIntents(world.services)));
    expect(sweeps.reduce((sum, sweep) => sum + sweep.settled, 0)).toBe(4);
  });

  it("stops asking when Stripe settles nothing any more", async () => {
    for (let i = 0; i < 7; i++) await leaveOpen(world.organization(0));
    world.emulator.setFaults([refusing]);
    expect(await sweepPayoutIntents(world.services)).toEqual({ attempted: 5, settled: 0, open: 5 });
    world.emulator.clearFaults();
    expect(await sweepPayoutIntents(world.services)).toEqual({ attempted: 7, settled: 7, open: 0 });
  });

  it("takes up nothing when there is no time", async () => {
    await leaveOpen(world.organization(0));
    expect(await sweepPayoutIntents(world.services, { budgetMs: 0 })).toEqual({ attempted: 0, settled: 0, open: 0 });
    expect(await sweepPayoutIntents(world.services)).toEqual({ attempted: 1, settled: 1, open: 0 });
  });
});
