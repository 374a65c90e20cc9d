import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { requestLimits } from "@/db/schema";
import type { Context } from "../context";
import { contextFromSession, currentOrganization } from "../context-from-session";
import { requirePermission } from "../core/access";
import { AppError } from "../core/errors";
import { listMyOrganizations, sessionUser } from "../session-user";
import { createWorld, type TestWorld } from "../testing";
import { action } from "./action";
import { limitPolicies } from "./limit-policies";
import { route } from "./route";
import { callJson, closeDoors, openDoors, sessionOf, testOrigin } from "./testing";

// What Next would know of the request that an action or a page answers.
const request = vi.hoisted(() => ({ headers: new Headers(), revalidated: [] as string[] }));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));
vi.mock("next/cache", () => ({ revalidatePath: (path: string) => request.revalidated.push(path) }));
vi.mock("next/navigation", () => ({
  redirect: (to: string) => {
    throw new Error(`redirect ${to}`);
  },
  notFound: () => {
    throw new Error("notFound");
  },
}));

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld({ connect: false });
  openDoors(world);
});
afterEach(() => {
  request.headers = new Headers();
  request.revalidated = [];
});
afterAll(async () => {
  closeDoors();
  await world.close();
});

async function enter(role: "owner" | "finance" | "viewer", headers: Record<string, string> = { origin: testOrigin }) {
  const { cookie } = await sessionOf(world, world.organization(0), role);
  request.headers = new Headers({ cookie, ...headers });
  return world.organization(0).slug;
}

const calls: unknown[] = [];
const schema = z.strictObject({
  amount: z.coerce.bigint().min(1n, "At least 1."),
  tags: z.array(z.string()).optional(),
  note: z.string().optional(),
});
const pay = action(
  schema,
  async (ctx: Context, input) => {
    requirePermission(ctx.actor, "payouts:write");
    calls.push(input);
    return { id: "p1", amount: input.amount };
  },
  { present: ({ id }) => ({ id }), revalidate: ["/payouts", ""] },
);

function form(entries: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

describe("action", () => {
  it("does what a form asks, and says which pages show something else now", async () => {
    const slug = await enter("finance");
    const data = form([
      ["amount", "9007199254740993"],
      ["note", ""],
      ["tags", "a"],
      ["tags", "b"],
      ["$ACTION_ID_x", ""],
    ]);
    expect(await pay(slug, undefined, data)).toEqual({ ok: true, data: { id: "p1" } });
    expect(calls.at(-1)).toEqual({ amount: 9_007_199_254_740_993n, tags: ["a", "b"] });
    expect(request.revalidated).toEqual([`/${slug}/payouts`, `/${slug}`]);
  });

  it("takes a plain object as well", async () => {
    const slug = await enter("owner");
    expect(await pay(slug, { amount: "5" })).toMatchObject({ ok: true });
  });

  it("names faulty fields", async () => {
    const slug = await enter("finance");
    expect(await pay(slug, form([["amount", "0"]]))).toMatchObject({
      ok: false,
      code: "invalid_request",
      fields: { amount: "At least 1." },
    });
    expect(await pay(slug, { amount: 1, role: "owner" })).toMatchObject({ ok: false, code: "unknown_parameter" });
    expect(await pay(slug)).toMatchObject({ ok: false });
  });

  it("lets the verb refuse, whoever posts to it directly", async () => {
    const slug = await enter("viewer");
    const before = calls.length;
    expect(await pay(slug, { amount: "5" })).toMatchObject({
      ok: false,
      code: "forbidden",
      message: "Only finance, admins and owners can create or cancel payouts. Nothing was changed.",
    });
    expect(calls.length).toBe(before);
  });

  it("is not run for another site, nor without an origin", async () => {
    const before = calls.length;
    const origins: Record<string, string>[] = [{}, { origin: "null" }, { origin: "https://evil.example" }];
    for (const headers of origins) {
      const slug = await enter("owner", headers);
      expect(await pay(slug, { amount: "5" })).toMatchObject({ ok: false, code: "csrf_failed" });
    }
    expect(calls.length).toBe(before);
  });

  it("is not run in an organization the person is not in, however the slug is sent", async () => {
    await enter("owner");
    for (const slug of [world.organization(1).slug, "no-such", "", undefined, { toString: () => "x" }, ["a"]]) {
      await expect(pay(slug, { amount: "5" })).rejects.toThrow("notFound");
    }
  });

  it("sends who is signed out to the sign-in page", async () => {
    request.headers = new Headers({ origin: testOrigin });
    await expect(pay(world.organization(0).slug, { amount: "5" })).rejects.toThrow("redirect /sign-in?next=%2F");
  });

  it("tells a bug as such, without a word of it", async () => {
    const slug = await enter("owner");
    const failing = action(schema, () => Promise.reject(new Error("secret words")));
    const result = await failing(slug, { amount: "5" });
    expect(result).toMatchObject({ ok: false, code: "internal" });
    expect(JSON.stringify(result)).not.toContain("secret words");
    expect(world.logLines.at(-1)).toContain("secret words");
    const refusing = action(schema, () => Promise.reject(new AppError("conflict", "It changed meanwhile.")));
    expect(await refusing(slug, { amount: "5" })).toEqual({
      ok: false,
      code: "conflict",
      message: "It changed meanwhile.",
    });
  });
});

describe("an action's limit", () => {
  const act = async (ctx: Context) => {
    requirePermission(ctx.actor, "transactions:sync");
    return {};
  };
  const words = /^Too many requests\. Try again in \d+ seconds?\. Nothing was changed\.$/;
  const refused = { ok: false, code: "rate_limited", message: expect.stringMatching(words) };
  const counted = async () =>
    (await world.owner.select().from(requestLimits)).map(({ key, points }) => [key.split(":")[0], points]).toSorted();

  beforeEach(async () => {
    await world.owner.delete(requestLimits);
    world = { ...world, services: { ...world.services, db: Object.create(world.services.db) } };
    openDoors(world, { RATE_LIMITS: "on" });
  });
  afterEach(() => openDoors(world));

  it("is the one of the same act over HTTP, refused in words for people before anything is done", async () => {
    const slug = await enter("finance");
    const send = action(schema, async () => calls.push("sent"), { limit: "payouts" });
    for (let index = 0; index < limitPolicies.payouts.points - 1; index++) {
      expect(await send(slug, { amount: "5" })).toMatchObject({ ok: true });
    }
    const overHttp = route(z.strictObject({}), async () => true, { present: () => ({ body: {} }), limit: "payouts" });
    const { cookie } = Object.fromEntries(request.headers);
    const headers = { cookie: cookie ?? "", origin: testOrigin, "x-organization": slug };
    const last = await callJson(overHttp, { method: "POST", path: "/api/pay", headers, body: {} });
    expect([last.status, last.headers.get("ratelimit")]).toEqual([200, expect.stringContaining('"payouts";r=0;')]);
    const before = calls.length;
    expect(await send(slug, { amount: "5" })).toEqual(refused);
    expect(calls).toHaveLength(before);
    expect(await pay(slug, { amount: "5" })).toMatchObject({ ok: true });
    await enter("owner");
    expect(await send(slug, { amount: "5" })).toMatchObject({ ok: true });
  });

  it("is that of writes unless said otherwise, and faulty fields count", async () => {
    const slug = await enter("viewer");
    await pay(slug, { amount: "0" });
    await pay(slug, { amount: "5" });
    expect(await counted()).toEqual([["write", 2]]);
    for (let index = 2; index < limitPolicies.write.points; index++) await pay(slug, { amount: "0" });
    expect(await pay(slug, { amount: "5" })).toEqual(refused);
  });

  it("counts each thing by itself and the caller besides, once they may ask", async () => {
    const sync = action(z.strictObject({ accountId: z.string() }), act, {
      limit: "sync",
      limitPer: { permission: "transactions:sync", about: async (_ctx, { accountId }) => accountId },
    });
    const slug = await enter("viewer");
    expect(await sync(slug, { accountId: "one" })).toMatchObject({ ok: false, code: "forbidden" });
    expect(await counted()).toEqual([["write", 1]]);
    await enter("finance");
    for (let index = 0; index < limitPolicies.sync.points; index++) {
      expect(await sync(slug, { accountId: "one" })).toMatchObject({ ok: true });
    }
    expect(await sync(slug, { accountId: "one" })).toEqual(refused);
    expect(await sync(slug, { accountId: "two" })).toMatchObject({ ok: true });
  });

  it("counts and refuses nobody when limits are off", async () => {
    openDoors(world, { RATE_LIMITS: "off" });
    const slug = await enter("finance");
    for (let index = 0; index <= limitPolicies.write.points; index++) {
      expect(await pay(slug, { amount: "5" })).toMatchObject({ ok: true });
    }
    expect(await counted()).toEqual([["write", limitPolicies.write.points + 1]]);
  });
});

describe("a page's door", () => {
  it("knows who is signed in and where", async () => {
    const slug = await enter("viewer");
    expect(await contextFromSession(slug)).toMatchObject({
      organizationId: world.organization(0).organizationId,
      actor: { kind: "user", name: "Viewer", role: "viewer" },
    });
    expect(await currentOrganization(slug)).toMatchObject({ slug, name: world.organization(0).name, role: "viewer" });
    expect(await sessionUser()).toMatchObject({ name: "Viewer" });
    expect(await listMyOrganizations()).toMatchObject([{ slug }]);
  });

  it("opens no other organization's, and nothing to who is signed out", async () => {
    await enter("owner");
    await expect(contextFromSession(world.organization(1).slug)).rejects.toThrow("notFound");
    request.headers = new Headers();
    expect(await sessionUser()).toBeNull();
    await expect(contextFromSession("tiny-one")).rejects.toThrow("redirect /sign-in?next=%2Ftiny-one");
    await expect(listMyOrganizations()).rejects.toThrow("redirect /sign-in?next=%2Forgs");
  });
});
