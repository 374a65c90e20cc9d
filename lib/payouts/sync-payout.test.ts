import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { balanceTransactions, findings } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { touchProofs } from "../proofs/touch-proofs";
import { syncAccount } from "../sync/sync-account";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { getPayout } from "./get-payout";
import { listDifferingPayouts } from "./list-differing-payouts";
import { syncPayout } from "./sync-payout";
import { accountAt, payoutsAtStripe } from "./testing";

let world: TestWorld;
let ours: TestOrganization;
let payoutId: string;
let carried: (typeof balanceTransactions.$inferSelect)[];
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
  for (const { stripeAccountId: accountId } of ours.accounts) {
    await syncAccount(ours.asSystem(), { accountId, trigger: "cron" });
  }
  const all = await payoutsAtStripe(ours, 1);
  payoutId = all.find((payout) => payout.reconciliationStatus === "completed")?.stripePayoutId ?? "";
  const isCharge = and(eq(balanceTransactions.stripePayoutId, payoutId), eq(balanceTransactions.type, "charge"));
  carried = await world.owner.select().from(balanceTransactions).where(isCharge);
  expect(carried.length).toBeGreaterThan(0);
});
afterAll(() => world.close());

const detail = () => getPayout(ours.as("viewer"), { id: payoutId });
const isRow = () => eq(balanceTransactions.stripeBalanceTxnId, carried[0]?.stripeBalanceTxnId ?? "");
const net = () => carried[0]?.netAmount ?? 0n;
const open = async () => (await world.owner.select().from(findings)).filter(({ closedAt }) => closedAt === null);

/** Without asking Stripe, as when something else of the account is written. */
async function checkAgain(): Promise<void> {
  const scope = { organizationId: ours.organizationId, connectedAccountId: accountAt(ours, 1).id };
  await withOrg(ours.asSystem(), (tx) =>
    touchProofs(tx, scope, { payouts: "all", isAttributionOpen: true, now: world.services.now() }),
  );
}

describe("syncPayout", () => {
  it("ties a row again that was lost, after it had been named as what is missing", async () => {
    await world.owner.update(balanceTransactions).set({ stripePayoutId: null }).where(isRow());
    await checkAgain();
    const { payout, candidates } = await detail();
    expect(payout.proof).toMatchObject({ state: "differs", unexplainedMinor: net() });
    expect(candidates[0]).toMatchObject({ reason: "missing", netMinor: net() });
    expect(candidates.map((row) => row.stripeBalanceTxnId)).toContain(carried[0]?.stripeBalanceTxnId);
    expect(await open()).toMatchObject([{ kind: "payout_unexplained", subject: payout.id, amount: net() }]);

    expect((await syncPayout(ours.as("finance"), { id: payoutId })).proof).toMatchObject({ state: "proved" });
    expect((await detail()).candidates).toEqual([]);
    expect(await open()).toEqual([]);
  });

  it("lets go of a row that Stripe does not list, after it had been named as tied twice", async () => {
    const [row] = carried;
    if (!row) throw new Error("No row.");
    const twin = { ...row, id: undefined, stripeBalanceTxnId: "txn_twin" };
    await world.owner.insert(balanceTransactions).values(twin);
    await checkAgain();
    const { payout, candidates } = await detail();
    expect(payout.proof).toMatchObject({ state: "differs", unexplainedMinor: -net() });
    expect(candidates.slice(0, 2).map(({ reason }) => reason)).toEqual(["twice", "twice"]);
    expect(candidates.map((one) => one.stripeBalanceTxnId)).toContain("txn_twin");

    expect((await syncPayout(ours.as("finance"), { id: payout.id })).proof).toMatchObject({ state: "proved" });
    await world.owner.delete(balanceTransactions).where(eq(balanceTransactions.stripeBalanceTxnId, "txn_twin"));
  });

  it("has a row rewritten whose amount was changed", async () => {
    await world.owner
      .update(balanceTransactions)
      .set({ amount: net() + 777n, fee: 0n, netAmount: net() + 777n })
      .where(isRow());
    await checkAgain();
    const [differing] = await listDifferingPayouts(ours.as("viewer"));
    expect(differing).toMatchObject({ stripePayoutId: payoutId, proof: { state: "differs", unexplainedMinor: -777n } });
    expect(await listDifferingPayouts(world.organization(1).as("owner"))).toEqual([]);
    expect((await syncPayout(ours.as("finance"), { id: payoutId })).proof).toMatchObject({ state: "proved" });
    expect(await world.owner.select().from(balanceTransactions).where(isRow())).toMatchObject([
      { netAmount: net(), fee: carried[0]?.fee, stripePayoutId: payoutId },
    ]);
    expect(await listDifferingPayouts(ours.as("viewer"))).toEqual([]);
  });

  it("reads a payout made by hand again, of which Stripe lists nothing", async () => {
    const [byHand] = await payoutsAtStripe(ours, 0);
    const synced = await syncPayout(ours.as("finance"), { id: byHand?.stripePayoutId ?? "" });
    expect(synced).toMatchObject({ automatic: false, status: byHand?.status });
  });

  it("changes nothing when Stripe does not answer", async () => {
    world.emulator.setFaults([{ kind: "status", status: 500, method: "GET", path: "/v1/payouts" }]);
    await expect(syncPayout(ours.as("finance"), { id: payoutId })).rejects.toMatchObject({ name: "AppError" });
    world.emulator.clearFaults();
    expect((await detail()).payout.proof?.state).toBe("proved");
  });

  it("is not for viewers, and finds nothing of a stranger's", async () => {
    await expect(syncPayout(ours.as("viewer"), { id: payoutId })).rejects.toMatchObject({ code: "forbidden" });
    const stranger = world.organization(1).as("owner");
    await expect(syncPayout(stranger, { id: payoutId })).rejects.toMatchObject({ code: "not_found" });
  });
});
