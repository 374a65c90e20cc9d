import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog, payoutEvents } from "@/db/schema";
import { toCurrency } from "../core/currency";
import type { CreatePayoutInput } from "../core/payout-input";
import { syncAccount } from "../sync/sync-account";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { cancelPayout } from "./cancel-payout";
import { createPayout } from "./create-payout";
import { refreshPayout } from "./refresh-payout";
import { accountAt, payoutsAtStripe } from "./testing";

let world: TestWorld;
let ours: TestOrganization;
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
});
afterAll(() => world.close());

async function made(changes: Partial<CreatePayoutInput> = {}) {
  const input: CreatePayoutInput = { amount: 1_000n, method: "standard", metadata: {}, ...changes };
  const answer = await createPayout(ours.as("finance"), input, { clientKey: randomUUID() });
  if (answer.kind !== "created") throw new Error("Still processing.");
  return answer.payout;
}
const eventsOf = async (id: string) =>
  (await world.owner.select().from(payoutEvents).where(eq(payoutEvents.payoutId, id))).map((row) => row.type);
const available = async () => {
  const balance = await ours.asSystem().stripeFor(accountAt(ours).stripeAccountId).getBalance();
  return balance.available.find((amount) => amount.currency === toCurrency("usd"))?.minor;
};

describe("cancelPayout", () => {
  it("cancels a pending payout, gives the money back and says who asked", async () => {
    const before = await available();
    const { id, stripePayoutId } = await made();
    const canceled = await cancelPayout(ours.asKey(["payouts:write"]), { id: stripePayoutId });
    expect(canceled).toMatchObject({ id, status: "canceled", failureBalanceTransactionId: expect.any(String) });
    expect(await available()).toBe(before);
    expect(await eventsOf(id)).toEqual(["status.pending", "cancel.requested", "status.canceled"]);
    const audited = await world.owner.select().from(auditLog).where(eq(auditLog.subject, id));
    expect(audited.map((row) => [row.action, row.actorKind])).toEqual([
      ["payout.create", "user"],
      ["payout.cancel", "apiKey"],
    ]);
  });

  it("says that it is canceled already when asked again, and asks Stripe once", async () => {
    const { id } = await made();
    await cancelPayout(ours.as("finance"), { id });
    await expect(cancelPayout(ours.as("finance"), { id })).rejects.toMatchObject({
      code: "payout_not_cancelable",
      details: { extra: { reason: "already_canceled", payoutStatus: "canceled" } },
    });
  });

  it("cancels once when two people press at once", async () => {
    const { id } = await made();
    const answers = await Promise.allSettled([
      cancelPayout(ours.as("finance"), { id }),
      cancelPayout(ours.as("owner"), { id }),
    ]);
    expect(answers.some((answer) => answer.status === "fulfilled")).toBe(true);
    for (const answer of answers) {
      if (answer.status === "fulfilled") expect(answer.value.status).toBe("canceled");
      else expect(answer.reason).toMatchObject({ code: "payout_not_cancelable" });
    }
  });

  it("refuses one that the bank has taken meanwhile, though our copy still says pending", async () => {
    const { id } = await made();
    await world.advance(45);
    await expect(cancelPayout(ours.as("finance"), { id })).rejects.toMatchObject({
      code: "payout_not_cancelable",
      details: { extra: { reason: "not_pending", payoutStatus: "in_transit" } },
    });
    expect(await eventsOf(id)).not.toContain("cancel.requested");
  });

  it("takes Stripe's word when the bank takes it between our look and our asking", async () => {
    const { id } = await made();
    const plain = ours.as("finance");
    const ctx = {
      ...plain,
      stripeFor: (accountId: Parameters<typeof plain.stripeFor>[0]) => {
        const gateway = plain.stripeFor(accountId);
        return {
          ...gateway,
          cancelPayout: async (...call: Parameters<typeof gateway.cancelPayout>) => {
            await world.advance(45);
            return gateway.cancelPayout(...call);
          },
        };
      },
    };
    await expect(cancelPayout(ctx, { id })).rejects.toMatchObject({
      code: "payout_not_cancelable",
      details: { extra: { reason: "not_pending", payoutStatus: "in_transit" } },
    });
  });

  it("refuses instant and automatic ones with the reason", async () => {
    const instant = await made({ method: "instant" });
    await expect(cancelPayout(ours.as("finance"), { id: instant.id })).rejects.toMatchObject({
      details: { extra: { reason: "instant" } },
    });
    await world.advance(86_400);
    const automatic = (await payoutsAtStripe(ours, 1)).find((payout) => payout.automatic);
    const cause = { source: "sync" } as const;
    const stored = await refreshPayout(ours.asSystem(), accountAt(ours, 1), automatic?.stripePayoutId ?? "", cause);
    await expect(cancelPayout(ours.as("finance"), { id: stored.id })).rejects.toMatchObject({
      code: "payout_not_cancelable",
      details: { extra: { reason: "automatic" } },
    });
  });

  it("finds nothing for a stranger, an unknown or a malformed id", async () => {
    const { id, stripePayoutId } = await made();
    const stranger = world.organization(1).as("owner");
    for (const [ctx, unknown] of [
      [stranger, id],
      [stranger, stripePayoutId],
      [ours.as("owner"), randomUUID()],
      [ours.as("owner"), "po_unknown"],
      [ours.as("owner"), "nonsense"],
    ] as const) {
      await expect(cancelPayout(ctx, { id: unknown })).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("refuses people and keys that may not", async () => {
    const { id } = await made();
    await expect(cancelPayout(ours.as("viewer"), { id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(cancelPayout(ours.asKey(["payouts:read"]), { id })).rejects.toMatchObject({
      code: "insufficient_scope",
    });
  });

  it("is not undone by a sync whose list was read before", async () => {
    const { id } = await made();
    await cancelPayout(ours.as("finance"), { id });
    await syncAccount(ours.asSystem(), { trigger: "cron" });
    await expect(cancelPayout(ours.as("finance"), { id })).rejects.toMatchObject({
      details: { extra: { payoutStatus: "canceled" } },
    });
  });
});
