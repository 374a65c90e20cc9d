import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "../context";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { cancelPayout } from "./cancel-payout";
import { createPayout } from "./create-payout";
import { accountAt } from "./testing";

let world: TestWorld;
let ours: TestOrganization;
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
});
beforeEach(() => world.emulator.clearFaults());
afterAll(() => world.close());

const ask = (clientKey: string) =>
  createPayout(ours.as("finance"), { amount: 1_000n, method: "standard", metadata: {} }, { clientKey });

describe("cancelPayout under faults", () => {
  const fresh = async () => {
    const answer = await ask(randomUUID());
    if (answer.kind !== "created") throw new Error("Still processing.");
    return answer.payout;
  };

  /** The payout can be read before the cancel, as it must be for the cancel to be tried at all, and not after it. */
  const readableOnce = (): Context => {
    const plain = ours.as("finance");
    let reads = 0;
    return {
      ...plain,
      stripeFor: (accountId) => {
        const gateway = plain.stripeFor(accountId);
        return {
          ...gateway,
          getPayout: (payoutId: string) => {
            if (++reads > 1) world.emulator.setFaults([{ kind: "reset_before", path: "/v1/payouts" }]);
            return gateway.getPayout(payoutId);
          },
        };
      },
    };
  };

  it("reads the payout again when the answer is lost, and says that it is canceled", async () => {
    const { id } = await fresh();
    world.emulator.setFaults([{ kind: "reset_after", path: "/^/v1/payouts/po_[A-Za-z0-9]+/cancel$/" }]);
    expect(await cancelPayout(ours.as("finance"), { id })).toMatchObject({ status: "canceled" });
  });

  it("says that it does not know when nothing can be read", async () => {
    const { id, stripePayoutId } = await fresh();
    world.emulator.setFaults([{ kind: "reset_after", path: `/v1/payouts/${stripePayoutId}/cancel` }]);
    await expect(cancelPayout(readableOnce(), { id })).rejects.toMatchObject({
      code: "stripe_unavailable",
      message: expect.stringContaining("may or may not have been canceled"),
      details: { extra: { payoutStatus: "pending" } },
    });
  });

  it("does not deny what an earlier one may have done, when Stripe does not answer the second", async () => {
    const { id, stripePayoutId } = await fresh();
    const plain = ours.as("finance");
    world.emulator.setFaults([{ kind: "reset_after", path: `/v1/payouts/${stripePayoutId}/cancel` }]);
    await expect(cancelPayout(readableOnce(), { id })).rejects.toMatchObject({ code: "stripe_unavailable" });
    await expect(cancelPayout(plain, { id })).rejects.toMatchObject({
      code: "stripe_unavailable",
      message: expect.stringContaining("An earlier request to cancel this payout may have taken effect"),
    });
    world.emulator.clearFaults();
    const [canceled] = (await plain.stripeFor(accountAt(ours).stripeAccountId).listPayouts({})).rows.filter(
      (payout) => payout.stripePayoutId === stripePayoutId,
    );
    expect(canceled).toMatchObject({ status: "canceled" });
  });

  it("says that nothing was asked when Stripe does not even answer before", async () => {
    const { id } = await fresh();
    world.emulator.setFaults([{ kind: "reset_before", path: "/v1/payouts" }]);
    await expect(cancelPayout(ours.as("finance"), { id })).rejects.toMatchObject({
      code: "stripe_unavailable",
      message: expect.stringContaining("was not canceled"),
    });
    world.emulator.clearFaults();
    expect(await cancelPayout(ours.as("finance"), { id })).toMatchObject({ status: "canceled" });
  });

  it("says that it is still pending when Stripe answers with errors and did nothing", async () => {
    const { id } = await fresh();
    world.emulator.setFaults([{ kind: "status", status: 503, method: "POST", path: "/v1/payouts" }]);
    await expect(cancelPayout(ours.as("finance"), { id })).rejects.toMatchObject({
      code: "stripe_unavailable",
      details: { extra: { payoutStatus: "pending" } },
    });
  });
});
