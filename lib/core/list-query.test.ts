import { describe, expect, it } from "vitest";
import { AppError, notFound } from "./errors";
import { listPayoutsInput, listTransactionsInput } from "./list-input";
import { droppedNotice, listLeniently, readListQuery } from "./list-query";
import type { PageQuery } from "./page-query";

const at = { now: new Date("2026-11-22T15:00:00Z"), timezone: "America/New_York" };
const read = (address: PageQuery) => readListQuery(listTransactionsInput, address, at);

describe("readListQuery", () => {
  it("reads an empty address as the first page of everything", () => {
    expect(read({})).toMatchObject({ input: { limit: 25, offset: 0, sort: "-created" }, query: {}, dropped: [] });
  });

  it("turns the name of a range into the organization's days", () => {
    const { input, query } = read({ range: "7d" });
    expect(input.from).toEqual(new Date("2026-11-16T05:00:00Z"));
    expect(input.to).toEqual(new Date("2026-11-23T05:00:00Z"));
    expect(query).toEqual({ range: "7d" });
  });

  it("prefers written dates to the name of a range, and says so", () => {
    const { input, query, dropped } = read({ range: "7d", startDate: "2026-11-01" });
    expect(input.from).toEqual(new Date("2026-11-01T04:00:00Z"));
    expect(query).toEqual({ startDate: "2026-11-01" });
    expect(dropped).toEqual([{ name: "range", value: "7d" }]);
  });

  it.each([
    ["usd", "10.50", 1_050n],
    ["jpy", "1,240", 1_240n],
    ["kwd", "0.250", 250n],
    ["usd", "-40", -4_000n],
    ["usd", "−40", -4_000n],
  ])("reads an amount in %s as people write it: %s", (currency, min, expected) => {
    expect(read({ currency, min }).input.minAmount).toBe(expected);
  });

  it("needs a currency to read an amount", () => {
    const { input, query, dropped } = read({ max: "10.50" });
    expect(input.maxAmount).toBeUndefined();
    expect(query).toEqual({});
    expect(dropped).toEqual([{ name: "max", value: "10.50" }]);
  });

  it("leaves out an amount the currency does not have", () => {
    expect(read({ currency: "jpy", min: "10.50" }).dropped).toEqual([{ name: "min", value: "10.50" }]);
  });

  it("names a fault by the name the address has for it", () => {
    const { dropped, input } = read({ currency: "usd", min: "20", max: "10" });
    expect(dropped).toEqual([{ name: "max", value: "10" }]);
    expect(input.minAmount).toBe(2_000n);
  });

  it("keeps what fits when other parts do not", () => {
    const { input, query, dropped } = read({ type: "charges", status: "foo", colour: "red", limit: "1000" });
    expect(input.types?.types).toContain("charge");
    expect(query).toEqual({ type: "charges" });
    expect(dropped.map((part) => part.name).sort()).toEqual(["colour", "limit", "status"]);
  });

  it("lets a link bring its own time zone", () => {
    expect(read({ startDate: "2026-11-01", timezone: "UTC" }).input.from).toEqual(new Date("2026-11-01T00:00:00Z"));
  });

  it("reads the address of payouts too", () => {
    const { input } = readListQuery(listPayoutsInput, { status: ["paid", "failed"], method: "instant" }, at);
    expect(input).toMatchObject({ statuses: ["paid", "failed"], method: "instant" });
  });
});

describe("listLeniently", () => {
  it("gives the list and what was understood", async () => {
    const found = await listLeniently(listTransactionsInput, { status: "foo" }, at, async (input) => input.limit);
    expect(found).toEqual({ page: 25, query: {}, dropped: [{ name: "status", value: "foo" }] });
  });

  it("lists without an account that is not found", async () => {
    const found = await listLeniently(
      listTransactionsInput,
      { accountId: "acct_other", currency: "usd" },
      at,
      async ({ accountId }) => {
        if (accountId) throw notFound();
        return "all";
      },
    );
    expect(found).toEqual({
      page: "all",
      query: { currency: "usd" },
      dropped: [{ name: "accountId", value: "acct_other" }],
    });
  });

  it("passes on every other refusal", async () => {
    const refuse = (error: Error) => async () => Promise.reject(error);
    await expect(listLeniently(listTransactionsInput, {}, at, refuse(notFound()))).rejects.toThrow(AppError);
    const down = new AppError("database_unavailable", "Down.");
    await expect(listLeniently(listTransactionsInput, { accountId: "acct_1" }, at, refuse(down))).rejects.toBe(down);
  });
});

describe("droppedNotice", () => {
  it("says nothing when all was understood", () => {
    expect(droppedNotice([])).toBeNull();
  });

  it("names what was left out, and cuts what is long", () => {
    expect(droppedNotice([{ name: "status", value: "foo" }])).toBe(
      "Some filters in this link were not understood: status=foo.",
    );
    const notice = droppedNotice([
      { name: "a", value: "1" },
      { name: "q", value: "x".repeat(100) },
    ]);
    expect(notice).toBe(`Some filters in this link were not understood: a=1 and q=${"x".repeat(40)}….`);
  });
});
