import { describe, expect, it } from "vitest";
import { syncStages, syncTriggers } from "@/lib/core/sync-run";
import {
  behindWords,
  durationWords,
  liveWords,
  stageWords,
  startedWords,
  syncDaysSummary,
  tookWords,
  triggerWords,
} from "./sync-words";

const now = new Date("2026-11-22T10:04:26Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

describe("triggerWords", () => {
  it("names the kind, who asked, and a full pass", () => {
    expect(triggerWords({ trigger: "person", actor: "Owner", full: true })).toEqual({
      kind: "Manual",
      detail: "Owner, full re-sync",
    });
    expect(triggerWords({ trigger: "cron", actor: null, full: false })).toEqual({ kind: "Scheduled", detail: "" });
  });

  it("has a word of its own for every trigger", () => {
    const kinds = syncTriggers.map((trigger) => triggerWords({ trigger, actor: null, full: false }).kind);
    expect(new Set(kinds).size).toBe(syncTriggers.length);
  });
});

describe("stageWords", () => {
  it("says something else at every stage", () => {
    expect(new Set(syncStages.map(stageWords)).size).toBe(syncStages.length);
  });
});

describe("durationWords", () => {
  it.each([
    [0, "under 1 s"],
    [499, "under 1 s"],
    [26_000, "26 s"],
    [59_700, "1 min"],
    [185_000, "3 min 5 s"],
    [3_600_000, "1 h"],
    [7_440_000, "2 h 4 min"],
  ])("says %d ms as %s", (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });
});

describe("tookWords", () => {
  it("counts to the end, or to now while a run goes on, and never below nothing", () => {
    const startedAt = new Date("2026-11-22T10:04:00Z");
    expect(tookWords({ startedAt, finishedAt: new Date("2026-11-22T10:04:04Z") }, now)).toBe("4 s");
    expect(tookWords({ startedAt, finishedAt: null }, now)).toBe("26 s");
    expect(tookWords({ startedAt: now, finishedAt: null }, startedAt)).toBe("under 1 s");
  });
});

describe("behindWords", () => {
  it.each([
    [0, "under 1 min"],
    [2, "2 min"],
    [59.9, "59 min"],
    [60, "1 h"],
    [47 * 60, "47 h"],
    [48 * 60, "2 days"],
  ])("says %d minutes as %s", (minutes, words) => {
    expect(behindWords(minutesAgo(minutes), now)).toBe(words);
  });
});

describe("syncDaysSummary", () => {
  const none = { on: "2026-11-22", running: 0, complete: 0, failed: 0 };

  it("counts days by what became of them and leaves out what did not occur", () => {
    const days = [
      { ...none, complete: 2 },
      { ...none, complete: 1 },
      { ...none, complete: 1, failed: 1 },
      { ...none, running: 1 },
      none,
    ];
    expect(syncDaysSummary(days)).toBe("2 done, 1 stopped and resumed, 1 running, 1 without a sync");
  });

  it("is empty without days", () => {
    expect(syncDaysSummary([])).toBe("");
  });
});

describe("liveWords", () => {
  it("says how far, with the whole where it is known", () => {
    expect(liveWords("Juniper Supply", { seen: 5_600, total: 14_000 })).toBe(
      "Syncing Juniper Supply: 5,600 of about 14,000 transactions.",
    );
    expect(liveWords("Juniper Supply", { seen: 300, total: null })).toBe(
      "Syncing Juniper Supply: 300 transactions so far.",
    );
  });
});

describe("startedWords", () => {
  const counts = { running: 0, failed: 0, inserted: 0, updated: 0 };

  it("says what happened, the worst first", () => {
    expect(startedWords(counts)).toBe("Synced. Nothing had changed.");
    expect(startedWords({ ...counts, inserted: 1_200, updated: 3 })).toBe("Synced: 1,200 new, 3 changed.");
    expect(startedWords({ ...counts, inserted: 2, running: 1 })).toBe("Syncing. This page follows along.");
    expect(startedWords({ ...counts, running: 1, failed: 1 })).toMatch(/stopped/);
  });
});
