import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog, balanceTransactions, payoutIntents, payouts } from "@/db/schema";
import { invalidateBalance } from "@/lib/balance/invalidate-balance";
import { type Call, callJson, closeDoors, keyOf, openDoors } from "@/lib/http/testing";
import { syncAccount } from "@/lib/sync/sync-account";
import { createWorld, type TestWorld } from "@/lib/testing";
import { GET as getBalance } from "./balance/route";
import { GET as listTransactions } from "./balance/transactions/route";
import { POST as cancelPayout } from "./payouts/[id]/cancel/route";
import { POST as previewPayout } from "./payouts/preview/route";
import { POST as createPayout, GET as listPayouts } from "./payouts/route";
import { GET as getCustomers } from "./reports/customers/route";
import { GET as getFees } from "./reports/fees/route";
import { GET as getRevenue } from "./reports/revenue/route";

let world: TestWorld;
let key: Record<string, string>;
/** What was answered while all was well. */
let known: Record<string, unknown>;

const range = "?startDate=2026-11-01&endDate=2026-11-30&currency=usd";
const reads: readonly [path: string, handler: typeof getBalance][] = [
  ["/api/balance/transactions", listTransactions],
  ["/api/payouts", listPayouts],
  [`/api/reports/revenue${range}`, getRevenue],
  [`/api/reports/fees${range}`, getFees],
  [`/api/reports/customers${range}`, getCustomers],
];
const ask = (handler: typeof getBalance, call: Call) => callJson(handler, { headers: key, ...call });

beforeAll(async () => {
  world = await createWorld();
  openDoors(world);
  const ours = world.organization(0);
  key = await keyOf(ours);
  for (const { stripeAccountId } of ours.accounts) {
    await syncAccount(ours.asSystem(), { accountId: stripeAccountId, trigger: "cron" });
  }
  const made = await ask(createPayout, { method: "POST", path: "/api/payouts", body: { amount: 500 } });
  expect(made.status).toBe(201);
  known = { payout: made.body, balance: (await ask(getBalance, { path: "/api/balance" })).body };
  for (const [path, handler] of reads) known[path] = (await ask(handler, { path })).body;
  await world.advance(1_800);
  for (const { id } of ours.accounts) invalidateBalance(id);
  world.emulator.setFaults([{ kind: "reset_before", path: "/v1/" }]);
});
afterAll(async () => {
  closeDoors();
  await world.close();
});

const written = () =>
  Promise.all([payouts, payoutIntents, balanceTransactions, auditLog].map((table) => world.owner.select().from(table)));

describe("while Stripe does not answer", () => {
  it("the balance is the last one known, with its own time", async () => {
    const { status, body } = await ask(getBalance, { path: "/api/balance" });
    const { accounts: _, ...before } = Object(known.balance);
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...before, stale: true });
  });

  it.each(reads)("%s answers as before, and says from when it is", async (path, handler) => {
    const { status, body } = await ask(handler, { path });
    expect(status).toBe(200);
    expect(body).toEqual(known[path]);
    expect(Date.parse(String(body.asOf))).toBeLessThanOrEqual(world.services.now().getTime() - 1_800_000);
    expect(body.completeFrom).toBeNull();
  });

  it("what would move money is refused with the reason, and nothing is written", async () => {
    const before = await written();
    const { id } = Object(known.payout);
    const writes: [Call, typeof getBalance][] = [
      [{ path: "/api/payouts", body: { amount: 700 } }, createPayout],
      [{ path: "/api/payouts/preview", body: { amount: 700 } }, previewPayout],
      [{ path: `/api/payouts/${id}/cancel`, params: { id } }, cancelPayout],
    ];
    for (const [call, handler] of writes) {
      const { status, headers, body } = await ask(handler, { ...call, method: "POST" });
      expect([call.path, status, body.code]).toEqual([call.path, 503, "stripe_unavailable"]);
      expect(body.detail).toMatch(/Stripe/);
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect((await written()).map((rows) => rows.length)).toEqual(before.map((rows) => rows.length));
    expect((await written())[0]).toEqual(before[0]);
  });
});
