import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listPayoutsInput } from "../core/list-input";
import { syncAccount } from "../sync/sync-account";
import { createWorld, type TestWorld } from "../testing";
import { listPayouts } from "./list-payouts";
import { sumLinkedTransactions } from "./sum-linked-transactions";

let world: TestWorld;

beforeAll(async () => {
  world = await createWorld({ preset: "tiny" });
  const organization = world.organization(0);
  for (const account of organization.accounts) {
    await syncAccount(organization.asSystem(), { accountId: account.stripeAccountId, trigger: "cron" });
  }
});
afterAll(() => world.close());

describe("sumLinkedTransactions", () => {
  it("comes to the amount of every reconciled payout and knows no manual one", async () => {
    const ctx = world.organization(0).as("viewer");
    const { data } = await listPayouts(ctx, listPayoutsInput.parse({ limit: "100" }));
    const sums = await sumLinkedTransactions(ctx, { payoutIds: data.map((payout) => payout.id) });
    const reconciled = data.filter((payout) => payout.reconciliationStatus === "completed");
    expect(reconciled.length).toBeGreaterThan(10);
    for (const payout of reconciled) {
      expect(sums.get(payout.id)?.sumMinor).toBe(payout.amount.minor);
      expect(sums.get(payout.id)?.count).toBeGreaterThan(0);
    }
    for (const payout of data.filter((one) => !one.automatic)) expect(sums.has(payout.id)).toBe(false);
  });

  it("reads nothing for no payouts", async () => {
    expect(await sumLinkedTransactions(world.organization(0).as("viewer"), { payoutIds: [] })).toEqual(new Map());
  });

  it("finds nothing of a stranger's organization", async () => {
    const { data } = await listPayouts(world.organization(0).as("viewer"), listPayoutsInput.parse({}));
    const sums = await sumLinkedTransactions(world.organization(1).as("owner"), {
      payoutIds: data.map((payout) => payout.id),
    });
    expect(sums.size).toBe(0);
  });

  it("refuses a key without the scope", async () => {
    const ctx = world.organization(0).asKey(["balance:read"]);
    await expect(sumLinkedTransactions(ctx, { payoutIds: [] })).rejects.toMatchObject({ code: "insufficient_scope" });
  });
});
