import { describe, expect, it } from "vitest";
import { withTurn } from "./with-turn";

describe("withTurn", () => {
  it("runs a few pieces of work at a time and all of them in the end, in order, also after a failure", async () => {
    let running = 0;
    let most = 0;
    const begun: number[] = [];
    const work = (index: number) => async () => {
      begun.push(index);
      most = Math.max(most, ++running);
      await new Promise((done) => setTimeout(done, 1));
      running--;
      if (index === 1) throw new Error("This one fails.");
      return index;
    };
    const all = await Promise.allSettled(Array.from({ length: 10 }, (_, index) => withTurn(work(index))));
    expect(all.filter((one) => one.status === "fulfilled")).toHaveLength(9);
    expect(begun).toEqual(Array.from({ length: 10 }, (_, index) => index));
    expect(most).toBe(2);
    expect(await withTurn(work(11))).toBe(11);
  });
});
