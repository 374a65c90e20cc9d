import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCursor, encodeCursor, isCursor, sorts } from "./cursor";
import { AppError } from "./errors";

const id = "0f4c2a30-9b1e-4c57-8f2d-0123456789ab";
const at = new Date("2026-11-22T14:00:03Z");
const forge = (content: unknown) => `c_${btoa(JSON.stringify(content)).replace(/=+$/, "")}`;

describe("encodeCursor", () => {
  it("makes text that fits an address as it is", () => {
    const cursor = encodeCursor("-created", { value: at, id });
    expect(cursor).toMatch(/^c_[A-Za-z0-9_-]+$/);
    expect(encodeURIComponent(cursor)).toBe(cursor);
  });
});

describe("decodeCursor", () => {
  it("gives back what was put in", () => {
    const anyInstant = fc.date({ min: new Date("1970-01-01"), max: new Date("2199-12-31"), noInvalidDate: true });
    const anyAmount = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    fc.assert(
      fc.property(fc.constantFrom(...sorts), anyInstant, anyAmount, fc.uuid(), (sort, instant, amount, uuid) => {
        const position = { value: sort.endsWith("amount") ? amount : instant, id: uuid };
        expect(decodeCursor(encodeCursor(sort, position), sort)).toEqual(position);
      }),
    );
  });

  it("refuses a cursor of another order, for its place means nothing there", () => {
    const cursor = encodeCursor("-created", { value: at, id });
    expect(isCursor(cursor, "-created")).toBe(true);
    for (const sort of ["created", "amount", "-amount"] as const) expect(isCursor(cursor, sort)).toBe(false);
  });

  it.each([
    ["nothing", ""],
    ["no prefix", encodeCursor("-created", { value: at, id }).slice(2)],
    ["a cut one", encodeCursor("-created", { value: at, id }).slice(0, -5)],
    ["no base64", "c_§§§"],
    ["no JSON", `c_${btoa("hello")}`],
    ["no list", forge({ sort: "-created" })],
    ["too few parts", forge(["-created", at.toISOString()])],
    ["a number for an instant", forge(["-created", 12, id])],
    ["no instant", forge(["-created", "2026-13-45T00:00:00.000Z", id])],
    ["a year PostgreSQL does not know", forge(["-created", "0000-01-01T00:00:00.000Z", id])],
    ["a year before Stripe", forge(["-created", "1969-12-31T23:59:59.000Z", id])],
    ["a year too far ahead", forge(["-created", "2200-01-01T00:00:00.000Z", id])],
    ["an instant in words", forge(["-created", "yesterday", id])],
    ["no id", forge(["-created", at.toISOString(), "'; drop table payouts; --"])],
    ["a very long one", `c_${"A".repeat(5_000)}`],
  ])("refuses %s and points at the cursor", (_name, cursor) => {
    expect(isCursor(cursor, "-created")).toBe(false);
    try {
      decodeCursor(cursor, "-created");
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      expect(error).toMatchObject({ code: "invalid_request", status: 400 });
      expect(error.details.errors).toMatchObject([{ pointer: "cursor", code: "invalid_cursor" }]);
    }
  });

  it("refuses amounts that no column holds", () => {
    for (const amount of ["9223372036854775808", "1.5", "1e3", "--1"]) {
      expect(isCursor(forge(["amount", amount, id]), "amount")).toBe(false);
    }
  });

  it("never throws anything but a refusal", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(isCursor(`c_${text}`, "amount")).toBe(false);
      }),
    );
  });
});
