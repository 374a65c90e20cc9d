import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payoutAllocations } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { syncAccount } from "../sync/sync-account";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { cancelPayout } from "./cancel-payout";
import { createPayout } from "./create-payout";
import { getPayout } from "./get-payout";
import { refreshPayout } from "./refresh-payout";
import { accountAt } from "./testing";

let world: TestWorld;
let ours: TestOrganization;
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
  await sync();
});
afterAll(() => world.close());

const sync = () => syncAccount(ours.asSystem(), { accountId: accountAt(ours).stripeAccountId, trigger: "cron" });
const parts = (payoutId: string) =>
  world.owner.select().from(payoutAllocations).where(eq(payoutAllocations.payoutId, payoutId));
const total = async (payoutId: string) => (await parts(payoutId)).reduce((sum, part) => sum + part.amount, 0n);

async function pay(amount: bigint) {
  const input = { amount, method: "standard" as const, metadata: {} };
  const made = await createPayout(ours.as("finance"), input, { clientKey: randomUUID() });
  if (made.kind !== "created") throw new Error("Still processing.");
  return made.payout;
}

describe("a payout made by hand", () => {
  it("is attributed nothing before the ledger has been read up to it, and says so", async () => {
    const made = await pay(500n);
    const before = await getPayout(ours.as("viewer"), { id: made.id });
    expect(before.payout.proof).toMatchObject({ state: "open", linkKind: "estimated", count: 0 });
    expect(before.transactions.data).toEqual([]);
    await sync();
    const after = await getPayout(ours.as("viewer"), { id: made.id });
    expect(after.payout.proof).toMatchObject({ state: "proved", explainedMinor: 500n, unexplainedMinor: 0n });
  });

  it("lets go of its transactions as it is canceled, and those after it move up", async () => {
    const [first, second] = [await pay(700n), await pay(900n)];
    await sync();
    expect([await total(first.id), await total(second.id)]).toEqual([700n, 900n]);
    const before = await parts(first.id);
    expect((await cancelPayout(ours.as("finance"), { id: first.id })).proof).toBeNull();
    expect(await parts(first.id)).toEqual([]);
    expect(await total(second.id)).toBe(900n);
    expect((await parts(second.id)).map((part) => part.stripeBalanceTxnId)).toContain(before[0]?.stripeBalanceTxnId);
    const { payout, transactions } = await getPayout(ours.as("viewer"), { id: first.id });
    expect([payout.proof, transactions.data]).toEqual([null, []]);
  });

  it("lets go of them in the transaction that records its return, or not at all", async () => {
    const account = accountAt(ours);
    const made = await pay(600n);
    await world.advance(86_400);
    await sync();
    expect(await total(made.id)).toBe(600n);
    world.emulator.runScenario("payout_fail_after_paid", account.stripeAccountId, { payout: made.stripePayoutId });
    const cause = { source: "webhook" as const };
    const undone = withOrg(ours.asSystem(), async (tx) => {
      await refreshPayout(ours.asSystem(), account, made.stripePayoutId, { ...cause, within: tx });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await total(made.id)).toBe(600n);
    const returned = await refreshPayout(ours.asSystem(), account, made.stripePayoutId, cause);
    expect(returned).toMatchObject({ status: "failed", proof: null });
    expect(await parts(made.id)).toEqual([]);
  });
});
