import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pageOf } from "./page";

const rows = (count: number) => Array.from({ length: count }, (_, index) => index);
const cursorOf = (row: number) => `c_${row}`;

describe("pageOf", () => {
  it("leaves the row too many out and takes it as a sign of more", () => {
    expect(pageOf({ rows: rows(3), limit: 2, offset: 0, total: 10, cursorOf })).toEqual({
      data: [0, 1],
      pagination: { limit: 2, offset: 0, total: 10, hasMore: true, nextCursor: "c_1" },
    });
  });

  it("ends with a full last page", () => {
    const { data, pagination } = pageOf({ rows: rows(2), limit: 2, offset: 8, total: 10, cursorOf });
    expect(data).toEqual([0, 1]);
    expect(pagination).toMatchObject({ hasMore: false, nextCursor: null });
  });

  it("is empty beyond the end", () => {
    expect(pageOf({ rows: [], limit: 25, offset: 9_000, total: 10, cursorOf })).toEqual({
      data: [],
      pagination: { limit: 25, offset: 9_000, total: 10, hasMore: false, nextCursor: null },
    });
  });

  it("has no cursor for lists that know none", () => {
    expect(pageOf({ rows: rows(3), limit: 2, offset: 0, total: 3 }).pagination).toMatchObject({
      hasMore: true,
      nextCursor: null,
    });
  });

  it("walks every row once, whatever the limit", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 25 }), (total, limit) => {
        const seen: number[] = [];
        for (let offset = 0; offset <= total; offset += limit) {
          const page = pageOf({ rows: rows(total).slice(offset, offset + limit + 1), limit, offset, total });
          seen.push(...page.data);
          if (!page.pagination.hasMore) break;
        }
        expect(seen).toEqual(rows(total));
      }),
    );
  });
});
