import { describe, expect, it } from "vitest";
import { within } from "./within";

describe("within", () => {
  it("brings what comes in time, failures too", async () => {
    expect(await within(5_000, Promise.resolve("here"))).toBe("here");
    await expect(within(5_000, Promise.reject(new Error("no")))).rejects.toThrow("no");
  });

  it("brings nothing for what does not come", async () => {
    expect(await within(1, new Promise(() => undefined))).toBeNull();
  });

  it("leaves the promise to go on", async () => {
    let settle: (value: string) => void = () => undefined;
    const slow = new Promise<string>((resolve) => {
      settle = resolve;
    });
    expect(await within(1, slow)).toBeNull();
    settle("late");
    expect(await slow).toBe("late");
  });
});
