import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { requestLimits, syncRuns } from "@/db/schema";
import { callJson, closeDoors, keyOf, openDoors } from "@/lib/http/testing";
import { createWorld, type TestWorld } from "@/lib/testing";
import { GET as getRun } from "../sync/runs/[id]/route";
import { GET as listRuns } from "../sync/runs/route";
import { GET as getBalance } from "./route";
import { GET as listTransactions } from "./transactions/route";
import { POST as sync } from "./transactions/sync/route";

const later = vi.hoisted(() => ({ work: [] as unknown[] }));
vi.mock("next/server", () => ({ after: (work: unknown) => later.work.push(work) }));

let world: TestWorld;
let key: Record<string, string>;
beforeAll(async () => {
  world = await createWorld();
  openDoors(world);
  key = await keyOf(world.organization(0));
});
afterAll(async () => {
  await Promise.all(later.work);
  closeDoors();
  await world.close();
});

const get = (handler: typeof getBalance, path: string, params = {}) =>
  callJson(handler, { path, params, headers: key });
const post = (body: unknown) =>
  callJson(sync, { method: "POST", path: "/api/balance/transactions/sync", headers: key, body });
const accountIds = () => world.organization(0).accounts.map((account) => account.stripeAccountId);

describe("POST /api/balance/transactions/sync", () => {
  it("answers with the run, done or still at work, by the default account", async () => {
    const { status, headers, body } = await post({});
    expect(body).toMatchObject({ accountId: accountIds()[0], error: null, complete: status === 200 });
    expect(body.runId).toBe(body.id);
    expect([status, headers.get("location")]).toEqual(
      body.complete ? [200, null] : [202, `/api/sync/runs/${body.runId}`],
    );
    await Promise.all(later.work);
    const run = await get(getRun, `/api/sync/runs/${body.runId}`, { id: String(body.runId) });
    expect(run).toMatchObject({ status: 200, body: { id: body.id, complete: true, trigger: "api_key", synced: 24 } });
  });

  it("counts the same account by whichever name, and the caller besides", async () => {
    const counted = async () =>
      (await world.owner.select().from(requestLimits)).map(({ key, points }) => [key.split(":")[0], points]).toSorted();
    await world.owner.delete(requestLimits);
    expect((await post({})).status).toBeLessThan(300);
    expect((await post({ accountId: accountIds()[0] })).status).toBeLessThan(300);
    expect(await counted()).toEqual([
      ["sync", 2],
      ["write", 2],
    ]);
    expect((await post({ accountId: "acct_made_up" })).status).toBe(404);
    expect(await counted()).toEqual([
      ["sync", 2],
      ["write", 3],
    ]);
    await Promise.all(later.work);
  });

  it("answers before a long one is over, and tells where to ask", async () => {
    await world.advance(60);
    world.emulator.setFaults([{ kind: "hang", ms: 4_000, path: "/v1/balance_transactions", times: 1 }]);
    const { status, headers, body } = await post({ full: true });
    world.emulator.clearFaults();
    expect({ status, complete: body.complete }).toEqual({ status: 202, complete: false });
    const again = await post({});
    expect(again).toMatchObject({ status: 202, body: { runId: body.runId } });
    expect(again.headers.get("location")).toBe(headers.get("location"));
    await Promise.all(later.work);
    const run = await get(getRun, "/api/sync/runs/x", { id: String(body.runId) });
    expect(run.body).toMatchObject({ complete: true, full: true });
  });

  it("says the same again without change, and needs no body", async () => {
    const { status, body } = await post(undefined);
    await Promise.all(later.work);
    expect([200, 202]).toContain(status);
    expect(body.inserted).toBe(0);
  });

  it("is refused by Stripe's absence with a word on when to come back", async () => {
    world.emulator.setFaults([{ kind: "status", status: 503, path: "/v1/balance_transactions" }]);
    const { status, headers, body } = await post({});
    world.emulator.clearFaults();
    expect({ status, code: body.code, after: headers.get("retry-after") }).toEqual({
      status: 503,
      code: "stripe_unavailable",
      after: "5",
    });
  });

  it.each([
    [{ full: "yes" }, 400],
    [{ full: null }, 400],
    [{ ful: true }, 400],
    [{ accountId: 5 }, 400],
    [{ accountId: "acct_of_nobody" }, 404],
    [{ accountId: "../acct" }, 404],
  ])("answers to %j with %i and starts nothing", async (body, status) => {
    const before = await world.owner.$count(syncRuns);
    expect((await post(body)).status).toBe(status);
    expect(await world.owner.$count(syncRuns)).toBe(before);
  });
});

describe("GET /api/balance", () => {
  it("sums per currency and shows each account", async () => {
    const { status, body } = await get(getBalance, "/api/balance");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      available: [{ amount: 147_780, currency: "usd" }],
      pending: [{ amount: 13_005, currency: "usd" }],
      connectReserved: [],
      stale: false,
      livemode: false,
    });
    expect(body.asOf).toMatch(/^2026-11-18T12:\d\d:\d\dZ$/);
    const accounts = z.array(z.object({ accountId: z.string() })).parse(body.accounts);
    expect(accounts.map((account) => account.accountId).toSorted()).toEqual(accountIds().toSorted());
  });

  it("shows one account when it is named, and nobody else's", async () => {
    const [first] = accountIds();
    const { body } = await get(getBalance, `/api/balance?accountId=${first}`);
    expect(body).toMatchObject({ pending: [{ amount: 8_680, currency: "usd" }], accounts: [{ accountId: first }] });
    const foreign = world.organization(1).accounts[0]?.stripeAccountId;
    for (const id of [foreign, "acct_unknown", "nonsense", "😀"]) {
      const path = `/api/balance?accountId=${encodeURIComponent(id ?? "")}`;
      expect(await get(getBalance, path)).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
  });
});

describe("GET /api/balance/transactions", () => {
  const transactions = (query = "") => get(listTransactions, `/api/balance/transactions${query}`);

  it("lists with exact integers, sums and a next page", async () => {
    const { body, headers } = await transactions("?limit=2&type=charge");
    const { data, pagination } = z
      .object({
        data: z.array(z.looseObject({ created: z.string() })),
        pagination: z.looseObject({ nextCursor: z.string() }),
      })
      .parse(body);
    expect(data).toHaveLength(2);
    expect(data[0]).toMatchObject({
      amount: 10_000,
      fee: 1_320,
      netAmount: 8_680,
      currency: "usd",
      type: "charge",
      accountId: accountIds()[0],
      metadata: {},
    });
    expect(pagination).toMatchObject({ limit: 2, offset: 0, total: 22, hasMore: true });
    expect(body.totals).toEqual([{ currency: "usd", count: 22, amount: 220_000, fee: 29_040, netAmount: 190_960 }]);
    expect(headers.get("link")).toContain(`cursor=${pagination.nextCursor}`);
    const next = await transactions(`?limit=2&type=charge&cursor=${pagination.nextCursor}`);
    expect(next.status).toBe(200);
    expect(next.body.data).not.toEqual(body.data);
  });

  it.each([
    "limit=0",
    "limit=101",
    "limit=-1",
    "limit=1.5",
    "limit=1e2",
    "limit=",
    "limit=%20",
    "offset=-1",
    "offset=10001",
    "cursor=x",
    "cursor=c_AAAA",
    "cursor=c_eyJ&offset=1",
    "sort=id",
    "sort=created;drop",
    "status=gone",
    "currency=usdollar",
    "currency=$",
    "startDate=yesterday",
    "startDate=2026-02-30",
    "startDate=2026-13-01",
    "startDate=2026-11-02&endDate=2026-11-01",
    "endDate=2026-11-22T25:00:00Z",
    "timezone=Mars/Olympus",
    "startDate=1990-01-01&endDate=2026-01-01",
    "minAmount=1.5",
    "minAmount=99999999999999999999",
    "maxAmount=abc",
    "minAmount=2&maxAmount=1",
    "type=Charge!",
    "q=%00",
    "q=%ff",
    `q=${"x".repeat(201)}`,
    "limt=3",
    "limit=1&limit=2",
    "__proto__=1",
    "organizationId=org_tiny-two",
  ])("answers 400 to ?%s with the fault named", async (query) => {
    const { status, body } = await transactions(`?${query}`);
    expect(status).toBe(400);
    const errors = z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).parse(body.errors);
    expect(errors.length).toBeGreaterThan(0);
    for (const fault of errors) expect(fault.detail).toMatch(/\.$/);
  });

  it("names all faults at once, with the codes that say most", async () => {
    const { body } = await transactions("?limit=0&currency=x&timezone=Mars&foo=1");
    const errors = z.array(z.object({ pointer: z.string() })).parse(body.errors);
    expect(errors.map((fault) => fault.pointer).toSorted()).toEqual(["currency", "foo", "limit", "timezone"]);
    expect((await transactions("?timezone=Mars")).body.code).toBe("invalid_timezone");
    expect((await transactions("?startDate=1990-01-01&endDate=2026-01-01")).body.code).toBe("range_too_large");
  });

  it.each(["payoutId=po_nothing", "payoutId=7c1e5a54-6a5e-4a4e-9a2e-0a1b2c3d4e5f", "q=%25_%5C%27", "minAmount=-5"])(
    "answers to ?%s without a fault of its own",
    async (query) => {
      expect([200, 404]).toContain((await transactions(`?${query}`)).status);
    },
  );
});

describe("GET /api/sync/runs", () => {
  it("lists the newest first, by account", async () => {
    const { status, body } = await get(listRuns, `/api/sync/runs?limit=1&accountId=${accountIds()[0]}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ data: [{ accountId: accountIds()[0] }], pagination: { limit: 1, hasMore: true } });
    expect((await get(listRuns, "/api/sync/runs?accountId=acct_x")).status).toBe(404);
    expect((await get(listRuns, "/api/sync/runs?cursor=x")).status).toBe(400);
  });

  it.each(["x", "7c1e5a54-6a5e-4a4e-9a2e-0a1b2c3d4e5f", "' or 1=1", "%00", "po_1", ""])("has no run %j", async (id) => {
    expect(await get(getRun, "/api/sync/runs/x", { id })).toMatchObject({ status: 404, body: { code: "not_found" } });
  });
});
