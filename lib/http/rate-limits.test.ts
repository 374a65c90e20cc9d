import { eq, like, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { requestLimits } from "@/db/schema";
import { notFound } from "../core/errors";
import { pruneRequestLimits } from "../limits/take-request";
import { createWorld, type TestWorld } from "../testing";
import { limitPolicies } from "./limit-policies";
import { route } from "./route";
import { type Call, callJson, closeDoors, keyOf, openDoors, sessionOf } from "./testing";
import { echo, payInput } from "./testing-probes";

const verb = vi.fn(async (_ctx: unknown, { amount }: { amount: bigint | number }) => amount);
const pay = route(payInput, verb, {
  present: (amount) => ({ status: 201, body: { amount: BigInt(amount) } }),
  limit: "payouts",
});
const { points, seconds } = limitPolicies.payouts;

let world: TestWorld;
let key: Record<string, string>;
beforeAll(async () => {
  world = await createWorld({ connect: false });
  key = await keyOf(world.organization(0));
});
beforeEach(async () => {
  // Another set-up for each: what one is over, its process remembers.
  world = { ...world, services: { ...world.services, db: Object.create(world.services.db) } };
  await world.owner.delete(requestLimits);
  openDoors(world, { RATE_LIMITS: "on", TRUSTED_PROXIES: "1" });
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  closeDoors();
  await world.close();
});

const ask = (headers: Record<string, string> = key, body: Call["body"] = { amount: 5 }) =>
  callJson(pay, { method: "POST", path: "/api/pay", headers, body });
const read = (headers: Record<string, string> = key) => callJson(echo, { path: "/api/echo", headers });

async function useUp(headers = key): Promise<void> {
  for (let index = 0; index < points; index++) expect((await ask(headers)).status).toBe(201);
}

describe("a policy", () => {
  it("is told with every answer, refusals included", async () => {
    const taken = await ask();
    expect(taken.headers.get("ratelimit-policy")).toBe(`"payouts";q=${points};w=${seconds}`);
    expect(taken.headers.get("ratelimit")).toBe(`"payouts";r=${points - 1};t=${seconds}`);
    const refused = await ask(key, { amount: 0 });
    expect(refused.status).toBe(400);
    expect(refused.headers.get("ratelimit")).toContain(`r=${points - 2};`);
    expect((await read()).headers.get("ratelimit")).toContain('"read";r=299;');
  });

  it("refuses what goes beyond it, before anything is done, and says when to come back", async () => {
    await useUp();
    verb.mockClear();
    for (const again of [await ask(), await ask()]) {
      expect(again).toMatchObject({ status: 429, body: { code: "rate_limited" } });
      expect(again.headers.get("ratelimit")).toMatch(/^"payouts";r=0;t=\d+$/);
      const wait = Number(again.headers.get("retry-after"));
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(seconds);
    }
    expect(verb).not.toHaveBeenCalled();
  });

  it("counts each key and person by themselves, and each policy", async () => {
    await useUp();
    expect((await ask()).status).toBe(429);
    expect((await read()).status).toBe(200);
    expect((await ask(await keyOf(world.organization(0)))).status).toBe(201);
    expect((await ask(await sessionOf(world, world.organization(0), "owner"))).status).toBe(201);
    expect((await ask(await keyOf(world.organization(1)))).status).toBe(201);
  });

  it("lets exactly as many through when they come at once", async () => {
    const all = await Promise.all(Array.from({ length: points + 6 }, () => ask()));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(points);
    expect(all.filter(({ status }) => status === 429)).toHaveLength(6);
  });

  it("begins anew when its window is over", async () => {
    await useUp();
    expect((await ask()).status).toBe(429);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 + 1 });
    expect((await ask()).headers.get("ratelimit")).toContain(`r=${points - 1};`);
  });

  it("leaves nothing behind once its window is over", async () => {
    await ask();
    const later = (ms: number) => ({ ...world.services, now: () => new Date(Date.now() + ms) });
    await pruneRequestLimits(later(0));
    expect(await world.owner.$count(requestLimits)).toBe(1);
    await pruneRequestLimits(later(seconds * 1000 + 1));
    expect(await world.owner.$count(requestLimits)).toBe(0);
  });

  it("is shared by all processes", async () => {
    await useUp();
    const other = { ...world, services: { ...world.services, db: Object.create(world.services.db) } };
    openDoors(other, { RATE_LIMITS: "on" });
    expect((await ask()).status).toBe(429);
  });
});

describe("without a policy that holds", () => {
  it("nobody is refused when limits are off, and everybody is told where they would stand", async () => {
    openDoors(world, { RATE_LIMITS: "off" });
    await useUp();
    const beyond = await ask();
    expect(beyond.status).toBe(201);
    expect(beyond.headers.get("ratelimit")).toContain("r=0;");
  });

  it("nobody is refused because the database cannot count: each process then counts for itself", async () => {
    await world.owner.execute(sql`alter table request_limits rename to request_limits_away`);
    await useUp();
    expect((await ask()).status).toBe(429);
    await world.owner.execute(sql`alter table request_limits_away rename to request_limits`);
    expect(world.logLines.join("\n")).toContain("Requests are counted by this process alone");
    expect((await ask()).status).toBe(201);
  });
});

describe("strangers", () => {
  const stranger = (address: string) => read({ "x-forwarded-for": address });

  it("are counted by the address that our proxy saw", async () => {
    const max = limitPolicies.anonymous.points;
    for (let index = 0; index < max; index++) {
      const { status, headers } = await stranger(`10.0.0.${index}, 203.0.113.9`);
      expect([status, headers.get("ratelimit-policy")]).toEqual([401, `"anonymous";q=${max};w=60`]);
    }
    expect(await stranger("10.9.9.9, 203.0.113.9")).toMatchObject({ status: 429, body: { code: "rate_limited" } });
    expect((await stranger("203.0.113.10")).status).toBe(401);
    expect((await read({ ...key, "x-forwarded-for": "203.0.113.9" })).status).toBe(200);
  });

  it("are not counted at all when nobody vouches for an address", async () => {
    openDoors(world, { RATE_LIMITS: "on" });
    for (let index = 0; index < 2; index++)
      expect((await stranger("203.0.113.11")).headers.has("ratelimit")).toBe(false);
    const rows = await world.owner.select().from(requestLimits).where(eq(requestLimits.points, 1));
    expect(rows).toEqual([]);
  });
});

describe("a policy for each thing", () => {
  const known: Record<string, string> = { "": "one", acct_1: "one", acct_2: "two" };
  const begun = vi.fn(async () => true);
  const sync = route(z.strictObject({ accountId: z.string().optional() }), begun, {
    present: (done) => ({ body: { done } }),
    limit: "sync",
    limitPer: {
      permission: "transactions:sync",
      about: async (_ctx, { accountId = "" }) => {
        const thing = known[accountId];
        if (thing === undefined) throw notFound();
        return thing;
      },
    },
  });
  const wish = (body: Call["body"], headers = key) =>
    callJson(sync, { method: "POST", path: "/api/pay", headers, body });

  it("counts each by itself, by whatever name it is called", async () => {
    for (let index = 0; index < limitPolicies.sync.points; index++) {
      const { status, headers } = await wish(index % 2 === 0 ? { accountId: "acct_1" } : {});
      expect([status, headers.get("ratelimit")]).toEqual([200, expect.stringContaining(`"sync";r=${5 - index};`)]);
    }
    expect((await wish({ accountId: "acct_1" })).status).toBe(429);
    expect((await wish({})).status).toBe(429);
    expect((await wish({ accountId: "acct_2" })).status).toBe(200);
  });

  it("counts the caller for every wish, so that names which are made up run out as well", async () => {
    begun.mockClear();
    const { points: writes } = limitPolicies.write;
    for (let index = 0; index < writes; index++) expect((await wish({ accountId: `acct_${index}x` })).status).toBe(404);
    expect((await wish({ accountId: "acct_1" })).status).toBe(429);
    expect(begun).not.toHaveBeenCalled();
    const rows = await world.owner.select().from(requestLimits);
    expect(rows.map((row) => row.key.split(":")[0])).toEqual(["write"]);
  });

  it("counts nothing of a thing for who may not ask for it", async () => {
    const reader = await keyOf(world.organization(0), ["balance:read"]);
    expect(await wish({ accountId: "nothing" }, reader)).toMatchObject({
      status: 403,
      body: { code: "insufficient_scope" },
    });
    expect(await world.owner.$count(requestLimits, like(requestLimits.key, "sync:%"))).toBe(0);
  });
});
