import { describe, expect, it } from "vitest";
import { measure, type Timings, toServerTiming, withTimings } from "./timing";

const none = (): Timings => ({ auth: 0, db: 0, stripe: 0 });
const takeTime = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

describe("toServerTiming", () => {
  it("names every part, in milliseconds", () => {
    expect(toServerTiming({ auth: 1.25, db: 0, stripe: 1_000 })).toBe("auth;dur=1.3, db;dur=0.0, stripe;dur=1000.0");
    expect(toServerTiming()).toBe("auth;dur=0.0, db;dur=0.0, stripe;dur=0.0");
  });
});

describe("measure", () => {
  it("notes what a part takes, be it refused", async () => {
    const timings = none();
    const failing = () => takeTime().then(() => Promise.reject(new Error("no")));
    await withTimings(timings, async () => {
      expect(await measure("db", () => takeTime().then(() => 7))).toBe(7);
      await expect(measure("stripe", failing)).rejects.toThrow("no");
    });
    expect(timings.auth).toBe(0);
    expect(timings.db).toBeGreaterThan(0);
    expect(timings.stripe).toBeGreaterThan(0);
  });

  it("counts a part within a part as the outer one's", async () => {
    const timings = none();
    await withTimings(timings, () => measure("auth", () => measure("db", takeTime)));
    expect(timings.db).toBe(0);
    expect(timings.auth).toBeGreaterThan(0);
  });

  it("keeps requests apart, and measures nothing outside of one", async () => {
    const [mine, other] = [none(), none()];
    const both = [withTimings(mine, () => measure("db", takeTime)), withTimings(other, takeTime)];
    await Promise.all([...both, measure("db", takeTime)]);
    expect(mine.db).toBeGreaterThan(0);
    expect(other.db).toBe(0);
  });
});
