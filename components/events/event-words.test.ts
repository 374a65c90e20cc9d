import { describe, expect, it } from "vitest";
import { webhookEventStates } from "@/lib/core/webhook-event";
import { activeEventFilters, clearedEventsHref } from "./active-event-filters";
import { attemptsWords, deadEventsWords, eventStateLabels, stateMeaning } from "./event-words";

describe("the words for an event's state", () => {
  it("are there for every state, each its own", () => {
    expect(new Set(webhookEventStates.map((state) => eventStateLabels[state])).size).toBe(webhookEventStates.length);
    for (const state of webhookEventStates) expect(stateMeaning(state)).toMatch(/\.$/);
  });

  it("say how many attempts are left only while there are any", () => {
    expect(attemptsWords({ state: "new", attempts: 0 })).toBe("None");
    expect(attemptsWords({ state: "failed", attempts: 2 })).toBe("2 of 8");
    expect(attemptsWords({ state: "dead", attempts: 8 })).toBe("8");
    expect(attemptsWords({ state: "done", attempts: 1 })).toBe("1");
  });

  it("count the dead in good English", () => {
    expect(deadEventsWords(1)).toBe("1 webhook event was given up after failing.");
    expect(deadEventsWords(1_200)).toBe("1,200 webhook events were given up after failing.");
  });
});

describe("activeEventFilters", () => {
  const clock = { zone: "UTC", now: new Date("2026-11-22T12:00:00Z") };
  const words = { clock, accountNames: new Map([["acct_1", "Juniper US"]]) };
  const query = { state: "dead", type: "payout", accountId: "acct_1", q: "po_1", range: "7d", limit: "50" };

  it("names each filter and leads to the list without it", () => {
    const filters = activeEventFilters("/events", query, words);
    expect(filters.map(({ label }) => label)).toEqual(["Last 7 days", "Given up", "payout", "Juniper US", "“po_1”"]);
    const state = filters.find(({ name }) => name === "state");
    expect(state?.href).toBe("/events?type=payout&accountId=acct_1&q=po_1&range=7d&limit=50");
  });

  it("keeps the number of rows when all are taken away", () => {
    expect(clearedEventsHref("/events", query)).toBe("/events?limit=50");
  });
});
