import { describe, expect, it } from "vitest";
import { z } from "zod";
import { flattenQuery, parseLeniently, queryHref } from "./page-query";

const schema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  status: z.enum(["paid", "failed"]).optional(),
  q: z.string().optional(),
});

describe("flattenQuery", () => {
  it("joins repeated names and leaves out empty ones", () => {
    expect(flattenQuery({ type: ["charge", "refund"], q: " Order 1 ", status: "", limit: undefined })).toEqual({
      type: "charge,refund",
      q: "Order 1",
    });
  });
});

describe("parseLeniently", () => {
  it("keeps a query that fits", () => {
    expect(parseLeniently(schema, { limit: "50", status: "paid" })).toEqual({
      input: { limit: 50, status: "paid" },
      dropped: [],
    });
  });

  it("drops a value that does not fit and keeps the others", () => {
    expect(parseLeniently(schema, { status: "foo", limit: "50" })).toEqual({
      input: { limit: 50 },
      dropped: [{ name: "status", value: "foo" }],
    });
  });

  it("drops names it does not know", () => {
    expect(parseLeniently(schema, { colour: "red", q: "x" })).toEqual({
      input: { limit: 25, q: "x" },
      dropped: [{ name: "colour", value: "red" }],
    });
  });

  it("drops several faults in as many rounds as they need", () => {
    const { input, dropped } = parseLeniently(schema, { colour: "red", status: "foo", limit: "0", q: "x" });
    expect(input).toEqual({ limit: 25, q: "x" });
    expect(dropped.map((part) => part.name).sort()).toEqual(["colour", "limit", "status"]);
  });

  it("drops everything for a fault that names no part", () => {
    const ordered = z
      .object({ from: z.string().optional(), to: z.string().optional() })
      .refine((range) => !range.from || !range.to || range.from < range.to);
    expect(parseLeniently(ordered, { from: "b", to: "a" }).input).toEqual({});
  });

  it("throws when even the empty query does not parse", () => {
    expect(() => parseLeniently(z.object({ id: z.string() }), {})).toThrow("even an empty query");
  });
});

describe("queryHref", () => {
  it("changes one part, keeps the others and returns to the first page", () => {
    expect(queryHref("/acme/payouts", { currency: "usd", offset: "50" }, { status: "paid" })).toBe(
      "/acme/payouts?currency=usd&status=paid",
    );
  });

  it("removes a part by null and gives the bare path when none is left", () => {
    expect(queryHref("/acme/payouts", { status: "paid" }, { status: null })).toBe("/acme/payouts");
  });

  it("turns pages by setting the offset itself", () => {
    expect(queryHref("/acme/payouts", { offset: "25" }, { offset: "50" })).toBe("/acme/payouts?offset=50");
  });

  it("escapes what people type but keeps commas readable", () => {
    expect(queryHref("/t", { type: "charge,refund" }, { q: "a&b=c" })).toBe("/t?type=charge,refund&q=a%26b%3Dc");
  });
});
