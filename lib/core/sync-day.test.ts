import { describe, expect, it } from "vitest";
import { stateOfSyncDay } from "./sync-day";

const day = { on: "2026-11-22", running: 0, complete: 0, failed: 0 };

describe("stateOfSyncDay", () => {
  it.each([
    [{}, "none"],
    [{ complete: 3 }, "done"],
    [{ failed: 1 }, "stopped"],
    [{ failed: 1, complete: 1 }, "resumed"],
    [{ running: 1 }, "running"],
    [{ running: 1, failed: 2, complete: 3 }, "running"],
  ])("calls %o %s", (counts, state) => {
    expect(stateOfSyncDay({ ...day, ...counts })).toBe(state);
  });
});
