import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { payoutEvents, payouts } from "@/db/schema";
import { listPayoutsInput } from "../core/list-input";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { countPayouts } from "./count-payouts";
import { createPayout } from "./create-payout";
import { listPayouts } from "./list-payouts";
import { sweepPayouts } from "./sweep-payouts";

let world: TestWorld;
let ours: TestOrganization;
/** What Stripe is made to say of bank references that it knows. */
let areTracesPending = false;
const asked: string[] = [];

beforeAll(async () => {
  world = await createWorld({
    intercept: async (request, next) => {
      const response = await next(request);
      const { pathname } = new URL(request.url);
      if (!/^\/v1\/payouts\/po_/.test(pathname)) return response;
      asked.push(pathname.replace("/v1/payouts/", ""));
      const payout = await response.json();
      if (areTracesPending && payout.trace_id) payout.trace_id = { status: "pending", value: null };
      return Response.json(payout, response);
    },
  });
  ours = world.organization(0);
});
beforeEach(async () => {
  asked.length = 0;
  areTracesPending = false;
  world.emulator.clearFaults();
  await world.owner.execute(sql`truncate ${payouts} cascade`);
});
afterAll(() => world.close());

async function pay() {
  const draft = { amount: 1_000n, method: "standard" as const, metadata: {} };
  const made = await createPayout(ours.as("finance"), draft, { clientKey: crypto.randomUUID() });
  if (made.kind !== "created") throw new Error("Still processing.");
  return made.payout;
}
async function stored(id: string) {
  const [row] = await world.owner.select().from(payouts).where(eq(payouts.id, id));
  return row;
}
const day = 86_400;

describe("sweepPayouts", () => {
  it("asks about payouts that should have arrived, and notes how it knows", async () => {
    const { id, stripePayoutId } = await pay();
    expect(await sweepPayouts(world.services)).toEqual({ asked: 0, failed: 0 });
    await world.advance(6 * day);
    expect(await stored(id)).toMatchObject({ status: "pending" });
    expect(await sweepPayouts(world.services)).toEqual({ asked: 1, failed: 0 });
    expect(asked).toEqual([stripePayoutId]);
    expect(await stored(id)).toMatchObject({ status: "paid", traceIdStatus: "supported" });
    const told = await world.owner.select().from(payoutEvents).where(eq(payoutEvents.type, "status.paid"));
    expect(told).toMatchObject([{ payoutId: id, source: "sweep", at: world.services.now() }]);
    expect(await sweepPayouts(world.services)).toEqual({ asked: 0, failed: 0 });
  });

  it("asks for a bank reference once a day until it is known", async () => {
    const { id } = await pay();
    await world.advance(6 * day);
    areTracesPending = true;
    await sweepPayouts(world.services);
    expect(await stored(id)).toMatchObject({ status: "paid", traceIdStatus: "pending" });
    await world.advance(day / 2);
    expect(await sweepPayouts(world.services)).toMatchObject({ asked: 0 });
    await world.advance(day / 2);
    expect(await sweepPayouts(world.services)).toMatchObject({ asked: 1 });
    areTracesPending = false;
    await world.advance(day);
    expect(await sweepPayouts(world.services)).toMatchObject({ asked: 1 });
    expect(await stored(id)).toMatchObject({ traceIdStatus: "supported", traceIdValue: expect.any(String) });
    await world.advance(day);
    expect(await sweepPayouts(world.services)).toMatchObject({ asked: 0 });
  });

  it("gives a bank reference up ten days after the arrival", async () => {
    const { id, arrivalDate } = await pay();
    await world.advance(6 * day);
    areTracesPending = true;
    await sweepPayouts(world.services);
    let times = 0;
    for (let passed = 0; passed < 16; passed++) {
      await world.advance(day);
      times += (await sweepPayouts(world.services)).asked;
    }
    expect(await stored(id)).toMatchObject({ traceIdStatus: "pending" });
    const lastAsked = (await stored(id))?.fetchedAt.getTime() ?? 0;
    expect(Math.floor((lastAsked - arrivalDate.getTime()) / 86_400_000)).toBe(10);
    expect(times).toBeLessThanOrEqual(10);
  });

  it("stops when Stripe does not answer, and tries again the next time", async () => {
    for (let made = 0; made < 7; made++) await pay();
    await world.advance(6 * day);
    world.emulator.setFaults([{ kind: "status", status: 500, path: "/v1/payouts/" }]);
    expect(await sweepPayouts(world.services)).toEqual({ asked: 5, failed: 5 });
    world.emulator.clearFaults();
    expect(await sweepPayouts(world.services)).toEqual({ asked: 7, failed: 0 });
  });

  it("takes up nothing when there is no time", async () => {
    await pay();
    await world.advance(6 * day);
    expect(await sweepPayouts(world.services, { budgetMs: 0 })).toEqual({ asked: 0, failed: 0 });
    expect(await sweepPayouts(world.services)).toEqual({ asked: 1, failed: 0 });
  });
});

describe("late payouts", () => {
  it("are listed and counted by the same rule, and no others", async () => {
    const [late, due] = [await pay(), await pay()];
    const now = world.services.now().getTime();
    const set = (id: string, arrivalDate: Date) =>
      world.owner.update(payouts).set({ arrivalDate, status: "in_transit" }).where(eq(payouts.id, id));
    await set(late.id, new Date(now - 5 * 86_400_000));
    await set(due.id, new Date(now));
    await pay();
    const page = await listPayouts(ours.as("viewer"), listPayoutsInput.parse({ late: "true" }));
    expect(page.data.map(({ id }) => id)).toEqual([late.id]);
    expect(await countPayouts(ours.as("viewer"), { late: "true" })).toMatchObject({ all: 1, in_transit: 1 });
    expect(await countPayouts(ours.as("viewer"), {})).toMatchObject({ all: 3 });
  });
});
