import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { callJson, closeDoors, keyOf, openDoors } from "@/lib/http/testing";
import { createWorld, type TestWorld } from "@/lib/testing";
import { GET as customers } from "./customers/route";
import { GET as fees } from "./fees/route";
import { GET as revenue } from "./revenue/route";

let world: TestWorld;
let key: Record<string, string>;
beforeAll(async () => {
  world = await createWorld();
  openDoors(world);
  key = await keyOf(world.organization(0), ["reports:read"]);
});
afterAll(async () => {
  closeDoors();
  await world.close();
});

const routes = { revenue, fees, customers };
type Name = keyof typeof routes;
const names = Object.keys(routes) as Name[];
const ask = (name: Name, query: string, headers = key) =>
  callJson(routes[name], { path: `/api/reports/${name}?${query}`, headers });
const problem = z.looseObject({ code: z.string(), errors: z.array(z.looseObject({ pointer: z.string() })) });
const november = "startDate=2026-11-01&endDate=2026-11-30";

describe("GET /api/reports/revenue", () => {
  it("answers with zero-filled periods by the days of the zone", async () => {
    const query = "startDate=2025-01-01&endDate=2025-02-28&groupBy=month&timezone=America/New_York&currency=usd";
    const { status, body } = await ask("revenue", query);
    expect(status).toBe(200);
    const nothing = { revenue: 0, count: 0, refunds: 0, disputes: 0, complete: true };
    expect(body).toEqual({
      periods: [
        { date: "2025-01-01", lastDate: "2025-01-31", ...nothing },
        { date: "2025-02-01", lastDate: "2025-02-28", ...nothing },
      ],
      total: 0,
      count: 0,
      refunds: 0,
      disputes: 0,
      average: 0,
      averageOfCompletePeriods: 0,
      incompleteFrom: null,
      currency: "usd",
      otherCurrencies: [],
      groupBy: "month",
      from: "2025-01-01T05:00:00Z",
      to: "2025-03-01T05:00:00Z",
      timezone: "America/New_York",
      asOf: null,
      completeFrom: null,
      comparison: null,
    });
  });

  it("answers with the range before it on request", async () => {
    const { body } = await ask("revenue", `${november}&groupBy=month&compare=year`);
    expect(body.comparison).toMatchObject({
      total: 0,
      count: 0,
      from: "2025-11-01T00:00:00Z",
      periods: [{ date: "2025-11-01", lastDate: "2025-11-30", revenue: 0, count: 0 }],
    });
  });
});

describe("GET /api/reports/fees", () => {
  it("answers with every field, and with periods only on request", async () => {
    const { status, body } = await ask("fees", `${november}&currency=jpy`);
    expect(status).toBe(200);
    const nothing = {
      processingFees: 0,
      applicationFees: 0,
      refundFees: 0,
      fxFees: 0,
      taxes: 0,
      otherFees: 0,
      total: 0,
    };
    expect(body).toEqual({
      ...nothing,
      gross: 0,
      payments: 0,
      effectiveRate: null,
      notReturned: 0,
      count: 0,
      currency: "jpy",
      otherCurrencies: [],
      breakdown: [],
      groupBy: null,
      periods: [],
      from: "2026-11-01T00:00:00Z",
      to: "2026-12-01T00:00:00Z",
      timezone: "UTC",
      asOf: null,
      completeFrom: null,
    });
    const grouped = await ask("fees", "startDate=2026-11-01&endDate=2026-11-01&groupBy=day");
    expect(grouped.body).toMatchObject({ groupBy: "day", periods: [{ date: "2026-11-01", ...nothing, gross: 0 }] });
  });
});

describe("GET /api/reports/customers", () => {
  it("answers with counts, and with no rate where nobody could leave", async () => {
    const { status, body } = await ask("customers", "startDate=2026-11-01&endDate=2026-11-01");
    expect(status).toBe(200);
    expect(body).toEqual({
      totalCustomers: 0,
      newCustomers: 0,
      activeCustomers: 0,
      returningCustomers: 0,
      topCustomers: [],
      revenue: 0,
      payments: 0,
      payingCustomers: 0,
      churnRate: null,
      churn: { atStart: 0, joined: 0, lost: 0 },
      currency: "usd",
      otherCurrencies: [],
      groupBy: "day",
      periods: [{ date: "2026-11-01", lastDate: "2026-11-01", complete: true, newCustomers: 0, returningCustomers: 0 }],
      from: "2026-11-01T00:00:00Z",
      to: "2026-11-02T00:00:00Z",
      timezone: "UTC",
      asOf: null,
      completeFrom: null,
    });
  });
});

describe.each(names)("GET /api/reports/%s", (name) => {
  it.each([
    ["startDate", "2026-13-01"],
    ["startDate", "2026-11-01T00:00:00"],
    ["startDate", "yesterday"],
    ["endDate", "2026-02-30"],
    ["endDate", ""],
    ["timezone", "Mars/Olympus"],
    ["timezone", "IST"],
    ["timezone", "+05:30"],
    ["currency", "dollars"],
    ["currency", "us"],
    ["currency", "€€€"],
  ])("answers 400 to %s=%s", async (parameter, value) => {
    const { status, body } = await ask(name, `${parameter}=${encodeURIComponent(value)}`);
    expect(status).toBe(400);
    expect(problem.parse(body).errors.map(({ pointer }) => pointer)).toContain(parameter);
  });

  it.each(["q", "GroupBy", "start", "offset", "cursor", "sort", "organizationId", "type"])(
    "knows no parameter %s",
    async (parameter) => {
      const { status, body } = await ask(name, `${parameter}=1`);
      expect({ status, code: body.code }).toEqual({ status: 400, code: "unknown_parameter" });
    },
  );

  it.each(["startDate", "endDate", "timezone", "currency"])("takes %s once only", async (parameter) => {
    const value = parameter === "currency" ? "usd" : parameter === "timezone" ? "UTC" : "2026-11-01";
    expect((await ask(name, `${parameter}=${value}&${parameter}=${value}`)).status).toBe(400);
  });

  it("refuses a range that ends before it begins, or is longer than five years", async () => {
    const backwards = await ask(name, "startDate=2026-11-02&endDate=2026-11-01");
    expect(backwards).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    const long = await ask(name, "startDate=2020-01-01&endDate=2025-01-02");
    expect(long).toMatchObject({ status: 400, body: { code: "range_too_large" } });
    const sinceLongAgo = await ask(name, "startDate=2001-01-01");
    expect(sinceLongAgo).toMatchObject({ status: 400, body: { code: "range_too_large" } });
  });

  it("takes a range in the future, and instants", async () => {
    expect((await ask(name, "startDate=2027-01-01&endDate=2027-12-31")).status).toBe(200);
    const instants = "startDate=2026-11-01T00:00:00Z&endDate=2026-11-02T00:00:00%2B02:00";
    expect(await ask(name, instants)).toMatchObject({
      status: 200,
      body: { from: "2026-11-01T00:00:00Z", to: "2026-11-01T22:00:00Z" },
    });
  });

  it("takes the days of the organization's zone, and the last 30 of them, when none are named", async () => {
    const { body } = await ask(name, "");
    expect(body).toMatchObject({ timezone: "UTC" });
    const { from, to } = z.object({ from: z.iso.datetime(), to: z.iso.datetime() }).parse(body);
    expect(Date.parse(to) - Date.parse(from)).toBe(30 * 86_400_000);
    const now = world.services.now().getTime();
    expect(Date.parse(from) < now && now < Date.parse(to)).toBe(true);
  });

  it("has zeros for a currency that nobody used, in any case", async () => {
    const sum = name === "customers" ? "revenue" : "total";
    expect(await ask(name, "currency=NOK")).toMatchObject({ status: 200, body: { currency: "nok", [sum]: 0 } });
  });

  it("finds the organization's own accounts only", async () => {
    const foreign = world.organization(1).accounts[0]?.stripeAccountId;
    for (const accountId of [foreign, "acct_unknown", "po_1", "x", ""]) {
      const { status, body } = await ask(name, `accountId=${accountId}`);
      expect({ status, code: body.code }).toEqual({ status: 404, code: "not_found" });
    }
    const own = world.organization(0).accounts[1]?.stripeAccountId;
    expect((await ask(name, `accountId=${own}`)).status).toBe(200);
  });

  it("asks for the scope of reports", async () => {
    const headers = await keyOf(world.organization(0), ["balance:read", "transactions:read", "payouts:read"]);
    expect(await ask(name, "", headers)).toMatchObject({ status: 403, body: { code: "insufficient_scope" } });
  });
});

describe("parameters of single reports", () => {
  it.each([
    ["revenue", "groupBy=quarter"],
    ["revenue", "groupBy="],
    ["revenue", "compare=last"],
    ["revenue", "limit=5"],
    ["fees", "groupBy=hour"],
    ["fees", "compare=year"],
    ["fees", "limit=5"],
    ["customers", "groupBy=day"],
    ["customers", "compare=year"],
    ["customers", "limit=0"],
    ["customers", "limit=101"],
    ["customers", "limit=1.5"],
  ] as const)("%s answers 400 to ?%s", async (name, query) => {
    expect((await ask(name, query)).status).toBe(400);
  });

  it.each(["revenue", "fees"] as const)("%s has at most a thousand periods", async (name) => {
    const days = "startDate=2022-01-01&endDate=2024-09-27";
    const { status, body } = await ask(name, `${days}&groupBy=day`);
    expect({ status, code: body.code }).toEqual({ status: 400, code: "range_too_large" });
    expect((await ask(name, `${days}&groupBy=week`)).status).toBe(200);
  });
});
