import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Tenant } from "@/db/testing-rows";
import { groupings } from "../core/report";
import { revenueReportInput } from "../core/report-input";
import { getRevenueReport } from "./get-revenue-report";
import { createReportWorld, type ReportWorld } from "./testing";

let world: ReportWorld;
beforeAll(async () => {
  world = await createReportWorld("2026-11-22T12:00:00Z");
});
afterAll(() => world.close());

describe("the periods of a revenue report", () => {
  // Each hour of two weeks in which clocks change on both sides of the Atlantic, and a second before each.
  const first = Date.parse("2025-10-24T00:00:00Z");
  const sales = Array.from({ length: 2 * 24 * 14 }, (_, index) => ({
    at: first + Math.ceil(index / 2) * 3_600_000 - (index % 2) * 1_000,
    amount: BigInt(index * index + 1),
  }));
  const sumBetween = (from: Date, to: Date) =>
    sales.filter(({ at }) => at >= from.getTime() && at < to.getTime()).reduce((sum, { amount }) => sum + amount, 0n);
  let shop: Tenant;

  beforeAll(async () => {
    shop = await world.addTenant("shop");
    await world.chargeMany(
      shop,
      sales.map(({ at, amount }) => ({ at: new Date(at).toISOString(), amount })),
    );
  });

  it("add up to what was sold, whatever the range, the zone and the grouping", async () => {
    const instant = fc.integer({ min: -20, max: 14 * 48 }).map((halves) => new Date(first + halves * 1_800_000));
    const timezone = fc.constantFrom("UTC", "America/New_York", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu");
    await fc.assert(
      fc.asyncProperty(instant, instant, timezone, fc.constantFrom(...groupings), async (one, other, zone, groupBy) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const dates = { startDate: from.toISOString(), endDate: to.toISOString() };
        const { periods, total } = await getRevenueReport(
          world.contextOf(shop),
          revenueReportInput.parse({ ...dates, timezone: zone, groupBy }),
        );
        expect(total).toBe(sumBetween(from, to));
        for (const period of periods) expect(period.revenue).toBe(sumBetween(period.from, period.to));
      }),
      { numRuns: 60 },
    );
  });
});
