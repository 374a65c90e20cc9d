import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { encodeCursor } from "./cursor";
import { listPayoutsInput, listTransactionsInput } from "./list-input";

type Query = Record<string, unknown>;

/** Where the faults are and what kind they are of, in a stable order. */
function faultsOf(schema: z.ZodType, query: Query): string[] {
  const { error } = schema.safeParse(query);
  return (error?.issues ?? [])
    .flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => `${key} unknown`)
        : [`${issue.path.join(".")} ${issue.code === "custom" ? (issue.params?.code ?? "custom") : issue.code}`],
    )
    .toSorted();
}

const transactions = (query: Query) => listTransactionsInput.parse(query);
const payouts = (query: Query) => listPayoutsInput.parse(query);

describe("order and place", () => {
  const id = "0f4c2a30-9b1e-4c57-8f2d-0123456789ab";
  const cursor = encodeCursor("-created", { value: new Date("2026-11-22"), id });

  it("puts the newest first unless told otherwise", () => {
    expect(payouts({}).sort).toBe("-created");
    expect(payouts({ sort: "amount" }).sort).toBe("amount");
    expect(faultsOf(listPayoutsInput, { sort: "status" })).toEqual(["sort invalid_value"]);
  });

  it("goes on from a cursor of the same order", () => {
    expect(payouts({ cursor })).toMatchObject({ cursor, offset: 0 });
    expect(faultsOf(listPayoutsInput, { cursor, sort: "amount" })).toEqual(["cursor invalid_cursor"]);
  });

  it("takes a cursor or an offset, never both", () => {
    expect(faultsOf(listPayoutsInput, { cursor, offset: "0" })).toEqual(["offset conflict"]);
  });
});

describe("dates", () => {
  it("become a half-open range in the zone that is named", () => {
    const query = { startDate: "2026-11-01", endDate: "2026-11-22", timezone: "Asia/Kolkata" };
    expect(transactions(query)).toMatchObject({
      from: new Date("2026-10-31T18:30:00Z"),
      to: new Date("2026-11-22T18:30:00Z"),
    });
    expect(transactions(query)).not.toHaveProperty("timezone");
  });

  it("leave no bound where none was given", () => {
    const input = payouts({});
    expect(input.from).toBeUndefined();
    expect(input.to).toBeUndefined();
  });

  it("are refused with the code that tells most", () => {
    expect(faultsOf(listPayoutsInput, { timezone: "Mars/Olympus" })).toEqual(["timezone invalid_timezone"]);
    expect(faultsOf(listPayoutsInput, { startDate: "2020-01-01", endDate: "2026-01-01" })).toEqual([
      "endDate range_too_large",
    ]);
    expect(faultsOf(listPayoutsInput, { startDate: "01/02/2026" })).toEqual(["startDate invalid_date"]);
  });
});

describe("amounts", () => {
  it("are whole minor units, signed, exact at any size", () => {
    expect(transactions({ minAmount: "-8640", maxAmount: "9223372036854775807" })).toMatchObject({
      minAmount: -8_640n,
      maxAmount: 2n ** 63n - 1n,
    });
  });

  it.each(["1.5", "", "1e3", "$5", "9223372036854775808", "0x10", "１２"])("refuse %j", (minAmount) => {
    expect(faultsOf(listTransactionsInput, { minAmount })).toEqual(["minAmount invalid_amount"]);
  });

  it("must not be the wrong way round", () => {
    expect(faultsOf(listTransactionsInput, { minAmount: "2", maxAmount: "1" })).toEqual(["maxAmount conflict"]);
    expect(transactions({ minAmount: "1", maxAmount: "1" })).toMatchObject({ minAmount: 1n, maxAmount: 1n });
  });
});
