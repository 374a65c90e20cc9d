import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { customerReportInput, feeReportInput, revenueReportInput } from "./report-input";

const schemas = { revenue: revenueReportInput, fees: feeReportInput, customers: customerReportInput };
const all = Object.entries(schemas) as [string, z.ZodType][];

/** Names of the parameters that were refused. */
function faultsOf(schema: z.ZodType, query: Record<string, unknown>): string[] {
  const { error } = schema.safeParse(query);
  return (error?.issues ?? []).flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0])],
  );
}

describe("revenueReportInput", () => {
  it("leaves dates and grouping open, and compares with nothing", () => {
    expect(revenueReportInput.parse({})).toEqual({ timezone: "UTC", compare: "none" });
  });

  it("knows days, weeks and months, the range before and the year before", () => {
    for (const groupBy of ["day", "week", "month"]) {
      for (const compare of ["none", "previous", "year"]) {
        expect(revenueReportInput.parse({ groupBy, compare })).toMatchObject({ groupBy, compare });
      }
    }
    expect(faultsOf(revenueReportInput, { groupBy: "hour", compare: "last" })).toEqual(["groupBy", "compare"]);
  });
});

describe("feeReportInput", () => {
  it("has no periods unless they are asked for, and nothing to compare with", () => {
    expect(feeReportInput.parse({})).toEqual({ timezone: "UTC" });
    expect(faultsOf(feeReportInput, { compare: "year" })).toEqual(["compare"]);
  });
});

describe("customerReportInput", () => {
  it("names ten top customers, or as many as are asked for up to a hundred", () => {
    expect(customerReportInput.parse({})).toEqual({ timezone: "UTC", limit: 10 });
    expect(customerReportInput.parse({ limit: "100" })).toMatchObject({ limit: 100 });
    for (const limit of ["0", "101", "ten", "1.5", "-1", ""]) {
      expect(faultsOf(customerReportInput, { limit })).toEqual(["limit"]);
    }
  });

  it("chooses its own periods", () => {
    expect(faultsOf(customerReportInput, { groupBy: "day" })).toEqual(["groupBy"]);
  });
});

describe.each(all)("what the reports have in common: %s", (_, schema) => {
  it("takes a currency in any case", () => {
    expect(schema.parse({ currency: "EUR" })).toMatchObject({ currency: "eur" });
  });

  it("takes days, instants, and one of both", () => {
    for (const query of [
      { startDate: "2026-11-01" },
      { endDate: "2030-11-01" },
      { startDate: "2026-11-01T00:00:00+01:00", endDate: "2026-11-01" },
    ]) {
      expect(faultsOf(schema, query)).toEqual([]);
    }
  });

  it("names every fault at once", () => {
    const query = { startDate: "x", endDate: "2026-02-30", timezone: "IST", currency: "us", groupby: "day" };
    expect(faultsOf(schema, query).toSorted()).toEqual(["currency", "endDate", "groupby", "startDate", "timezone"]);
  });

  it("refuses an end before the start, and more than five years", () => {
    expect(faultsOf(schema, { startDate: "2026-11-02", endDate: "2026-11-01" })).toEqual(["endDate"]);
    expect(faultsOf(schema, { startDate: "2021-11-01", endDate: "2026-11-02" })).toEqual(["endDate"]);
    expect(faultsOf(schema, { startDate: "2021-11-01", endDate: "2026-11-01" })).toEqual([]);
  });
});
