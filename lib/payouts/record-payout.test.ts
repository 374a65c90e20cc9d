import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog, payoutEvents, payoutIntents, payouts } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { toCurrency } from "../core/currency";
import { money } from "../core/money";
import type { StripePayout } from "../core/payout";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { recordPayout } from "./record-payout";

let world: TestWorld;
let ours: TestOrganization;
let theirs: TestOrganization;
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
  theirs = world.organization(1);
});
afterAll(() => world.close());

const usd = toCurrency("usd");
const at = (second: number) => new Date(Date.UTC(2026, 10, 1, 12, 0, second));
let made = 0;

function seen(changes: Partial<StripePayout> = {}): StripePayout {
  return {
    stripePayoutId: `po_test${++made}`,
    amount: money(5_000n, usd),
    status: "pending",
    arrivalDate: at(0),
    createdAt: at(0),
    automatic: false,
    method: "standard",
    type: "bank_account",
    sourceType: "card",
    destination: null,
    description: null,
    statementDescriptor: null,
    failureCode: null,
    failureMessage: null,
    balanceTransactionId: null,
    failureBalanceTransactionId: null,
    originalPayoutId: null,
    reversedById: null,
    reconciliationStatus: "not_applicable",
    traceId: null,
    applicationFeeMinor: null,
    metadata: {},
    livemode: false,
    ...changes,
  };
}

function record(payout: StripePayout, fetchedAt: Date, more: object = {}, organization = ours) {
  const account = organization.accounts[0];
  if (!account) throw new Error("No account.");
  const ctx = organization.asSystem();
  const scope = {
    organizationId: organization.organizationId,
    connectedAccountId: account.id,
    stripeAccountId: account.stripeAccountId,
    log: ctx.log,
  };
  return withOrg(ctx, (tx) => recordPayout(tx, scope, payout, { source: "sync", fetchedAt, ...more }));
}

async function intent(changes: Partial<typeof payoutIntents.$inferInsert> = {}, organization = ours) {
  const [row] = await world.owner
    .insert(payoutIntents)
    .values({
      organizationId: organization.organizationId,
      connectedAccountId: organization.accounts[0]?.id ?? "",
      clientKey: randomUUID(),
      requestHash: Buffer.from("hash"),
      amount: 5_000n,
      currency: "usd",
      method: "standard",
      state: "sent",
      sentAt: at(0),
      createdBy: "Finance",
      ...changes,
    })
    .returning();
  if (!row) throw new Error("No intent.");
  return row;
}

const intentNow = async (id: string) =>
  (await world.owner.select().from(payoutIntents).where(eq(payoutIntents.id, id)))[0];
const eventsOf = async (id: string) =>
  (await world.owner.select().from(payoutEvents).where(eq(payoutEvents.payoutId, id))).map((row) => row.type);

describe("recordPayout", () => {
  it("stores what a fetch says and gives it back with our id", async () => {
    const payout = seen({ traceId: { status: "supported", value: "123" }, metadata: { order: "7" } });
    const stored = await record(payout, at(1));
    expect(stored).toMatchObject({ ...payout, accountId: ours.accounts[0]?.stripeAccountId, createdBy: null });
    expect(await eventsOf(stored.id)).toEqual(["status.pending"]);
  });

  it("keeps one row and no new history when the same is said twice", async () => {
    const payout = seen();
    const first = await record(payout, at(1));
    const second = await record(payout, at(2));
    // Nothing is proved before the first transaction ends.
    expect(first.proof).toBeNull();
    expect(second.proof).toMatchObject({ state: "open", linkKind: "estimated", count: 0 });
    expect({ ...second, proof: null }).toEqual(first);
    expect(await eventsOf(first.id)).toHaveLength(1);
  });

  it("lets the later fetch win and never an older one, whatever comes last", async () => {
    const payout = seen();
    await record({ ...payout, status: "failed", failureCode: "account_closed" }, at(9));
    const late = await record({ ...payout, status: "pending" }, at(3));
    expect(late).toMatchObject({ status: "failed", failureCode: "account_closed" });
    const fresh = await record({ ...payout, status: "paid" }, at(10));
    expect(fresh.status).toBe("paid");
  });

  it("takes the one further along of two fetches of the same instant", async () => {
    const payout = seen({ status: "paid" });
    await record(payout, at(5));
    expect((await record({ ...payout, status: "in_transit" }, at(5))).status).toBe("paid");
    expect((await record({ ...payout, status: "failed" }, at(5))).status).toBe("failed");
  });

  it("lets a paid payout fail", async () => {
    const payout = seen({ status: "paid" });
    const { id } = await record(payout, at(1));
    await record({ ...payout, status: "failed" }, at(2));
    expect(await eventsOf(id)).toEqual(["status.paid", "status.failed"]);
  });

  it("notes an event of Stripe's once, and no status that the event announces itself", async () => {
    const payout = seen({ status: "paid" });
    const event = { source: "webhook", stripeEventId: "evt_paid", eventType: "payout.paid", eventAt: at(1) };
    const { id } = await record(payout, at(2), event);
    await record(payout, at(3), event);
    await record(payout, at(4), { ...event, stripeEventId: "evt_updated", eventType: "payout.updated" });
    expect(await eventsOf(id)).toEqual(["payout.paid", "payout.updated"]);
  });

  it("keeps the event of a delivery whose fetch was overtaken", async () => {
    const payout = seen({ status: "paid" });
    const { id } = await record(payout, at(5));
    await record({ ...payout, status: "pending" }, at(1), {
      source: "webhook",
      stripeEventId: "evt_created",
      eventType: "payout.created",
    });
    expect(await eventsOf(id)).toEqual(["status.paid", "payout.created"]);
  });

  it("keeps the same payout id of two accounts apart", async () => {
    const payout = seen();
    const mine = await record(payout, at(1));
    const other = await record({ ...payout, status: "paid" }, at(2), {}, theirs);
    expect(other.id).not.toBe(mine.id);
    const rows = await world.owner.select().from(payouts).where(eq(payouts.stripePayoutId, payout.stripePayoutId));
    expect(rows.map((row) => [row.organizationId, row.status]).sort()).toEqual([
      [ours.organizationId, "pending"],
      [theirs.organizationId, "paid"],
    ]);
  });

  it("serializes many recorders of one payout into one row", async () => {
    const payout = seen();
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, i) => record({ ...payout, status: i === 7 ? "paid" : "pending" }, at(i))),
    );
    expect(new Set(all.map((one) => one.id)).size).toBe(1);
    expect((await record({ ...payout, status: "pending" }, at(0))).status).toBe("paid");
  });
});

describe("recordPayout and intents", () => {
  it("settles the intent that the payout names, and says who asked", async () => {
    const { id } = await intent();
    const payout = seen({ metadata: { intent_id: id } });
    const stored = await record(payout, at(1), {
      source: "webhook",
      stripeEventId: "evt_i1",
      eventType: "payout.created",
    });
    expect(stored.createdBy).toBe("Finance");
    expect(await intentNow(id)).toMatchObject({ state: "succeeded", stripePayoutId: payout.stripePayoutId });
    const audited = await world.owner.select().from(auditLog).where(eq(auditLog.subject, stored.id));
    expect(audited).toMatchObject([{ action: "payout.create", actorKind: "system" }]);
  });

  it("finds the truth later than the report of a failure, and warns", async () => {
    const { id } = await intent({ state: "failed", errorCode: "stripe_error", errorMessage: "No." });
    await record(seen({ metadata: { intent_id: id } }), at(1));
    expect(await intentNow(id)).toMatchObject({ state: "succeeded", errorCode: null, errorMessage: null });
    expect(world.logLines.filter((line) => line.includes(id) && line.includes("warn"))).toHaveLength(1);
  });

  it("links nothing of another organization, another account, another amount or no intent at all", async () => {
    const foreign = await intent({}, theirs);
    const otherAccount = await intent({ connectedAccountId: ours.accounts[1]?.id ?? "" });
    const otherAmount = await intent({ amount: 5_001n });
    for (const intentId of [foreign.id, otherAccount.id, otherAmount.id, randomUUID(), "not-a-uuid", "%' or 1=1"]) {
      expect((await record(seen({ metadata: { intent_id: intentId } }), at(1))).createdBy).toBeNull();
    }
    for (const { id } of [foreign, otherAccount, otherAmount]) {
      expect(await intentNow(id)).toMatchObject({ state: "sent", stripePayoutId: null });
    }
  });

  it("leaves a settled intent with its payout and warns of a second one", async () => {
    const { id } = await intent();
    const first = seen({ metadata: { intent_id: id } });
    await record(first, at(1));
    const second = await record(seen({ metadata: { intent_id: id } }), at(1));
    expect(second.createdBy).toBeNull();
    expect((await intentNow(id))?.stripePayoutId).toBe(first.stripePayoutId);
    expect(world.logLines.filter((line) => line.includes(second.stripePayoutId))).toHaveLength(1);
  });

  it("does not move a payout to another intent when its metadata is rewritten", async () => {
    const [first, second] = [await intent(), await intent()];
    const payout = seen({ metadata: { intent_id: first.id } });
    await record(payout, at(1));
    await record({ ...payout, metadata: { intent_id: second.id } }, at(2));
    expect(await intentNow(second.id)).toMatchObject({ state: "sent" });
    expect((await intentNow(first.id))?.stripePayoutId).toBe(payout.stripePayoutId);
  });
});
