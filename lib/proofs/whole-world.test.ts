import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { balanceTransactions, findings, payoutReconciliations } from "@/db/schema";
import { refreshPayout } from "../payouts/refresh-payout";
import { accountAt } from "../payouts/testing";
import { syncAccount } from "../sync/sync-account";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";

let world: TestWorld;
let ours: TestOrganization;
/** One account that pays out by hand, with payouts that were canceled and fetched back, and one with a daily schedule. */
beforeAll(async () => {
  world = await createWorld({ preset: "varied" });
  ours = world.organization(0);
  await sync();
});
afterAll(() => world.close());

async function sync(): Promise<void> {
  for (const { stripeAccountId: accountId } of ours.accounts.slice(0, 2)) {
    const run = await syncAccount(ours.asSystem(), { accountId, trigger: "cron" });
    expect(run.state).toBe("complete");
  }
}

type Told = {
  automatic: boolean;
  status: string;
  completed: boolean;
  state: string | null;
  off: string;
  parts: string;
};

/** Every payout with its proof; one that is fetched back or fetches back stands for nothing. */
async function told(): Promise<Told[]> {
  const { rows } = await world.owner.execute<Told>(sql`
    select p.automatic, p.status, coalesce(p.reconciliation_status = 'completed', false) as completed, r.state,
           coalesce(r.unexplained, 0)::text as off,
           (p.amount - coalesce((select sum(a.amount) from payout_allocations a where a.payout_id = p.id), 0))::text
             as parts
    from payouts p
    left join payout_reconciliations r on r.payout_id = p.id
    where p.reversed_by_id is null and p.original_payout_id is null`);
  return rows;
}

async function overused(): Promise<unknown[]> {
  const { rows } = await world.owner.execute(sql`
    select t.stripe_balance_txn_id
    from balance_transactions t
    join payout_allocations a
      on a.connected_account_id = t.connected_account_id and a.stripe_balance_txn_id = t.stripe_balance_txn_id
    group by t.connected_account_id, t.stripe_balance_txn_id, t.net_amount, t.stripe_payout_id
    having abs(sum(a.amount)) > abs(t.net_amount) or sign(sum(a.amount)) <> sign(t.net_amount)
        or t.stripe_payout_id is not null`);
  return rows;
}

async function expectSound(): Promise<void> {
  const all = await told();
  const reconciled = all.filter(({ automatic, completed }) => automatic && completed);
  expect(reconciled.length).toBeGreaterThan(20);
  expect(reconciled.filter(({ state, off }) => state !== "proved" || off !== "0")).toEqual([]);
  const byHand = all.filter(({ automatic }) => !automatic);
  expect(byHand.length).toBeGreaterThan(2);
  for (const { status, parts, state } of byHand) {
    if (status === "failed" || status === "canceled") expect(state).toBeNull();
    else expect([state, parts]).toEqual(["proved", "0"]);
  }
  expect(await overused()).toEqual([]);
  expect(await world.owner.select().from(findings).where(sql`closed_at is null`)).toEqual([]);
}

describe("proofs of a whole world", () => {
  it("explain every payout to the cent, and use no row more than once", expectSound);

  it("stay true through instant payouts, returned ones and whatever the sync brings", async () => {
    const account = accountAt(ours);
    world.emulator.runScenario("charge", account.stripeAccountId, { amount: 20_000, count: 3 });
    const gateway = world.services.stripeFor(account.stripeAccountId);
    const { available } = await gateway.getBalance();
    const amount = { minor: (available[0]?.minor ?? 0n) + 5_000n, currency: account.defaultCurrency };
    const draft = { description: null, destination: null, sourceType: null, statementDescriptor: null, metadata: {} };
    const instant = await gateway.createPayout({ ...draft, amount, method: "instant" }, { idempotencyKey: "instant" });
    await sync();
    await expectSound();
    world.emulator.runScenario("charge", account.stripeAccountId, { amount: 5_000, available: true });
    world.emulator.runScenario("payout_fail_after_paid", account.stripeAccountId, { amount: 100 });
    await world.advance(6 * 86_400);
    await sync();
    await expectSound();
    const cause = { source: "webhook" as const };
    await refreshPayout(ours.asSystem(), account, instant.stripePayoutId, cause);
    await expectSound();
  });

  it("find and mend a tie that was moved by hand to another payout", async () => {
    const { rows } = await world.owner.execute<{ id: string; other: string }>(sql`
      select t.stripe_balance_txn_id as id, p.stripe_payout_id as other
      from balance_transactions t
      join payouts p on p.connected_account_id = t.connected_account_id and p.stripe_payout_id <> t.stripe_payout_id
      where t.type = 'charge' and p.automatic and p.reconciliation_status = 'completed'
      order by 1, 2 limit 1`);
    const isRow = eq(balanceTransactions.stripeBalanceTxnId, rows[0]?.id ?? "");
    await world.owner.update(balanceTransactions).set({ stripePayoutId: rows[0]?.other }).where(isRow);
    await sync();
    await expectSound();
  });

  it("are the same however often they are looked at", async () => {
    const stored = () => world.owner.select().from(payoutReconciliations).orderBy(payoutReconciliations.payoutId);
    const before = await stored();
    await sync();
    expect(await stored()).toEqual(before);
  });
});
