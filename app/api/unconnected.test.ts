import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Endpoint } from "@/lib/http/endpoint";
import { callJson, closeDoors, keyOf, openDoors } from "@/lib/http/testing";
import { createWorld, type TestWorld } from "@/lib/testing";
import { GET as getBalance } from "./balance/route";
import { GET as listTransactions } from "./balance/transactions/route";
import { POST as sync } from "./balance/transactions/sync/route";
import { POST as previewPayout } from "./payouts/preview/route";
import { POST as createPayout, GET as listPayouts } from "./payouts/route";
import { GET as reportCustomers } from "./reports/customers/route";
import { GET as reportFees } from "./reports/fees/route";
import { GET as reportRevenue } from "./reports/revenue/route";
import { GET as listRuns } from "./sync/runs/route";

vi.mock("next/server", () => ({ after: () => undefined }));

let world: TestWorld;
let key: Record<string, string>;
beforeAll(async () => {
  world = await createWorld({ connect: false });
  openDoors(world);
  key = await keyOf(world.organization(0));
});
afterAll(async () => {
  closeDoors();
  await world.close();
});

const payout = { amount: 1_000, currency: "usd" };

// Each call is also held to the document of the API, which has to know of the refusal.
describe("an organization without any account", () => {
  it.each<[string, Endpoint, string, object?]>([
    ["GET", getBalance, "/api/balance"],
    ["POST", sync, "/api/balance/transactions/sync", {}],
    ["POST", createPayout, "/api/payouts", payout],
    ["POST", previewPayout, "/api/payouts/preview", payout],
    ["GET", reportRevenue, "/api/reports/revenue"],
    ["GET", reportFees, "/api/reports/fees"],
    ["GET", reportCustomers, "/api/reports/customers"],
  ])("is refused: %s%.0s %s", async (method, handler, path, body) => {
    const headers = { ...key, "idempotency-key": "of-the-unconnected" };
    const answer = await callJson(handler, { method, path, headers, ...(body ? { body } : {}) });
    expect(answer).toMatchObject({ status: 422, body: { code: "no_connected_account" } });
  });

  it.each<[string, Endpoint]>([
    ["/api/balance/transactions", listTransactions],
    ["/api/payouts", listPayouts],
    ["/api/sync/runs", listRuns],
  ])("has an empty list of %s", async (path, handler) => {
    const { status, body } = await callJson(handler, { path, headers: key });
    expect({ status, data: body.data }).toEqual({ status: 200, data: [] });
  });
});
