import { describe, expect, it } from "vitest";
import { AppError, notFound } from "@/lib/core/errors";
import { type RevenueReportInput, revenueReportInput } from "@/lib/core/report-input";
import { readReport } from "./read-report";

const page = {
  clock: { zone: "America/New_York", now: new Date("2026-11-22T15:00:00Z") },
  defaults: { range: "12m", compare: "year" },
  sorts: ["-date", "date"] as const,
};
const read = (address: Record<string, string>, answer = async (input: RevenueReportInput) => input) =>
  readReport(revenueReportInput, address, page, answer);

describe("readReport", () => {
  it("fills in what an address leaves open, in the organization's days", async () => {
    expect(await read({})).toMatchObject({
      report: { startDate: "2025-12-01", endDate: "2026-11-22", timezone: "America/New_York", compare: "year" },
      query: { range: "12m", compare: "year" },
      sort: "-date",
      notice: null,
    });
  });

  it("prefers dates that are given", async () => {
    const { report, query } = await asRead({ startDate: "2026-01-01", endDate: "2026-01-31", compare: "none" });
    expect(report).toMatchObject({ startDate: "2026-01-01", endDate: "2026-01-31", compare: "none" });
    expect(query).not.toHaveProperty("range");
  });

  it("keeps the order of the table apart from what is read", async () => {
    const { report, query, sort } = await asRead({ sort: "date" });
    expect(report).not.toHaveProperty("sort");
    expect([query.sort, sort]).toEqual(["date", "date"]);
  });

  it("leaves out what it does not understand, and says so", async () => {
    const { notice, sort, query } = await asRead({ groupBy: "hour", sort: "colour", timezone: "EST5" });
    expect(notice).toContain("groupBy=hour");
    expect(notice).toContain("sort=colour");
    expect(notice).toContain("timezone=EST5");
    expect(sort).toBe("-date");
    expect(query).toEqual({ range: "12m", compare: "year" });
  });

  it("reads all accounts where the named one is not found", async () => {
    const { notice, query } = await asRead({ accountId: "acct_none" }, async (input) => {
      if (input.accountId !== undefined) throw notFound();
      return input;
    });
    expect(notice).toContain("accountId=acct_none");
    expect(query).not.toHaveProperty("accountId");
  });

  it("tells an organization without an account from a fault", async () => {
    const refuse = (code: "no_connected_account" | "internal") => async () => {
      throw new AppError(code, "No.");
    };
    expect(await read({}, refuse("no_connected_account"))).toEqual({ kind: "unconnected" });
    await expect(read({}, refuse("internal"))).rejects.toThrow("No.");
  });
});

async function asRead(...asked: Parameters<typeof read>) {
  const found = await read(...asked);
  if (found.kind !== "read") throw new Error("It was not read.");
  return found;
}
