import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { balanceTransactions } from "@/db/schema";
import { syncAccount } from "../sync/sync-account";
import { createWorld, type TestWorld } from "../testing";
import { getTransaction } from "./get-transaction";

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld();
  await syncAccount(world.organization(0).asSystem(), { trigger: "cron" });
});
afterAll(() => world.close());

const stored = async (type: string) => {
  const [row] = await world.owner.select().from(balanceTransactions).where(eq(balanceTransactions.type, type));
  if (!row) throw new Error(`The world has no ${type}.`);
  return row;
};

describe("getTransaction", () => {
  it("gives a row by our id and by Stripe's", async () => {
    const row = await stored("charge");
    const ctx = world.organization(0).as("viewer");
    const byOurs = await getTransaction(ctx, { id: row.id });
    expect(byOurs).toMatchObject({
      id: row.id,
      stripeBalanceTxnId: row.stripeBalanceTxnId,
      accountId: world.organization(0).accounts[0]?.stripeAccountId,
      amountMinor: 10_000n,
      feeMinor: 1_320n,
      netMinor: 8_680n,
      currency: "usd",
    });
    expect(byOurs.feeDetails.reduce((sum, detail) => sum + detail.minor, 0n)).toBe(1_320n);
    expect(await getTransaction(ctx, { id: row.stripeBalanceTxnId })).toEqual(byOurs);
  });

  it("finds neither another organization's, nor an unknown, nor a malformed id", async () => {
    const row = await stored("refund");
    const ours = world.organization(0).as("viewer");
    const stranger = world.organization(1).as("owner");
    for (const [ctx, id] of [
      [stranger, row.id],
      [stranger, row.stripeBalanceTxnId],
      [ours, randomUUID()],
      [ours, "txn_none"],
      [ours, "' or true --"],
      [ours, ""],
    ] as const) {
      await expect(getTransaction(ctx, { id })).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("needs the right to read transactions", async () => {
    const { id } = await stored("charge");
    const key = world.organization(0).asKey(["balance:read"]);
    await expect(getTransaction(key, { id })).rejects.toMatchObject({ code: "insufficient_scope" });
  });
});
