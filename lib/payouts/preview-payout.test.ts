import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectedAccounts, payoutIntents } from "@/db/schema";
import { toCurrency } from "../core/currency";
import type { CreatePayoutInput } from "../core/payout-input";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { previewPayout } from "./preview-payout";
import { accountAt, payoutsAtStripe } from "./testing";

let world: TestWorld;
let ours: TestOrganization;
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
});
afterAll(() => world.close());

const usd = toCurrency("usd");
const look = (changes: Partial<CreatePayoutInput> = {}, ctx = ours.as("finance")) =>
  previewPayout(ctx, { amount: 1_000n, method: "standard", metadata: {}, ...changes });
const balance = () => ours.asSystem().stripeFor(accountAt(ours).stripeAccountId).getBalance();

describe("previewPayout", () => {
  it("shows what a standard payout leaves, costs and when it arrives, and creates nothing", async () => {
    const before = (await payoutsAtStripe(ours)).length;
    const available = (await balance()).available[0]?.minor ?? 0n;
    const preview = await look();
    expect(preview).toMatchObject({
      accountId: accountAt(ours).stripeAccountId,
      amount: { minor: 1_000n, currency: usd },
      fee: { minor: 0n },
      feeSource: "none",
      net: { minor: 1_000n },
      balanceAfter: { minor: available - 1_000n },
      destination: { last4: "6789" },
      warnings: [],
      blocked: null,
    });
    expect(preview.arrivalEstimate.getTime()).toBeGreaterThan(world.services.now().getTime());
    expect(await payoutsAtStripe(ours)).toHaveLength(before);
    expect(await world.owner.select().from(payoutIntents)).toEqual([]);
  });

  it("takes the fee of an instant payout from what Stripe quotes, beside the amount", async () => {
    const available = (await balance()).available[0]?.minor ?? 0n;
    const preview = await look({ method: "instant", amount: 10_000n });
    expect(preview).toMatchObject({
      fee: { minor: 100n },
      feeSource: "stripe_net_available",
      net: { minor: 10_000n },
      balanceAfter: { minor: available - 10_100n },
      blocked: null,
    });
    expect(preview.arrivalEstimate.getTime() - world.services.now().getTime()).toBe(30 * 60_000);
  });

  it("says what stands in the way instead of refusing", async () => {
    expect((await look({ amount: 99_999_999n })).blocked).toMatchObject({
      code: "insufficient_balance",
      detail: expect.stringContaining("available"),
    });
    expect((await look({ destination: "ba_unknown" })).blocked).toMatchObject({ code: "destination_unusable" });
    expect((await look({ currency: toCurrency("huf"), amount: 150n })).blocked).toMatchObject({
      code: "amount_invalid_for_currency",
    });
    const slow = (await ours.asSystem().stripeFor(accountAt(ours).stripeAccountId).listExternalAccounts()).find(
      (external) => external.last4 === "9990",
    );
    expect((await look({ method: "instant", destination: slow?.id })).blocked).toMatchObject({
      code: "instant_not_available",
    });
  });

  it("warns that Stripe pays out on its own as well", async () => {
    const preview = await look({ accountId: accountAt(ours, 1).stripeAccountId });
    expect(preview.warnings.map((warning) => warning.code)).toEqual(["schedule_automatic"]);
  });

  it("warns of less than what should stay", async () => {
    const [row] = await world.owner
      .select()
      .from(connectedAccounts)
      .where(eq(connectedAccounts.id, accountAt(ours).id));
    if (!row?.schedule) throw new Error("No schedule.");
    const schedule = { ...row.schedule, minimumBalances: [{ currency: "usd", minor: "9999999" }] };
    await world.owner.update(connectedAccounts).set({ schedule }).where(eq(connectedAccounts.id, row.id));
    expect((await look()).warnings).toMatchObject([{ code: "below_minimum_balance" }]);
    await world.owner.update(connectedAccounts).set({ schedule: row.schedule }).where(eq(connectedAccounts.id, row.id));
  });

  it("is blocked for an account that has left", async () => {
    const { id, stripeAccountId } = accountAt(ours, 1);
    await world.owner.update(connectedAccounts).set({ state: "disconnected" }).where(eq(connectedAccounts.id, id));
    expect((await look({ accountId: stripeAccountId })).blocked).toMatchObject({ code: "payouts_not_allowed" });
    await world.owner.update(connectedAccounts).set({ state: "active" }).where(eq(connectedAccounts.id, id));
  });

  it("refuses who may not pay out, and a stranger's account", async () => {
    await expect(look({}, ours.as("viewer"))).rejects.toMatchObject({ code: "forbidden" });
    await expect(look({ accountId: accountAt(world.organization(1)).stripeAccountId })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("says that Stripe does not answer", async () => {
    world.emulator.setFaults([{ kind: "reset_before", path: "/v1/balance" }]);
    await expect(look()).rejects.toMatchObject({ code: "stripe_unavailable" });
    world.emulator.clearFaults();
  });
});
