import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { listTransactions } from "../balance/list-transactions";
import { listPayoutsInput, listTransactionsInput } from "../core/list-input";
import type { CreatePayoutInput } from "../core/payout-input";
import { syncAccount } from "../sync/sync-account";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { countPayouts } from "./count-payouts";
import { createPayout } from "./create-payout";
import { getPayout } from "./get-payout";
import { listPayouts } from "./list-payouts";
import { accountAt, payoutsAtStripe } from "./testing";

let world: TestWorld;
let ours: TestOrganization;
let made: Awaited<ReturnType<typeof pay>>[];
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
  made = [];
  for (const amount of [1_000n, 2_000n, 3_000n]) made.push(await pay(ours, { amount, description: `Run ${amount}_%` }));
  await pay(world.organization(1), { amount: 4_000n });
  await world.advance(86_400);
  for (const organization of world.organizations) {
    for (const account of organization.accounts) {
      const run = await syncAccount(organization.asSystem(), { accountId: account.stripeAccountId, trigger: "cron" });
      expect(run.state).toBe("complete");
    }
  }
});
afterAll(() => world.close());

async function pay(organization: TestOrganization, changes: Partial<CreatePayoutInput>) {
  const input: CreatePayoutInput = { amount: 1_000n, method: "standard", metadata: {}, ...changes };
  const answer = await createPayout(organization.as("finance"), input, { clientKey: randomUUID() });
  if (answer.kind !== "created") throw new Error("Still processing.");
  return answer.payout;
}

const query = (given: z.input<typeof listPayoutsInput> = {}) => listPayoutsInput.parse(given);
const list = async (given?: z.input<typeof listPayoutsInput>) =>
  (await listPayouts(ours.as("viewer"), query(given))).data;
const all = async () => [...(await payoutsAtStripe(ours, 0)), ...(await payoutsAtStripe(ours, 1))];

describe("listPayouts", () => {
  it("has every payout of every account of the organization and no other, newest first", async () => {
    const found = await listPayouts(ours.as("viewer"), query({ limit: "100" }));
    const atStripe = await all();
    expect(new Set(found.data.map((payout) => payout.stripePayoutId))).toEqual(
      new Set(atStripe.map((payout) => payout.stripePayoutId)),
    );
    expect(found.pagination).toMatchObject({ total: atStripe.length, hasMore: false, nextCursor: null });
    const times = found.data.map((payout) => payout.createdAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it.each(["created", "-created", "amount", "-amount"] as const)(
    "gives each payout once through all pages by %s, by cursor as by offset",
    async (sort) => {
      const whole = (await list({ limit: "100", sort })).map((payout) => payout.id);
      const byCursor: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await listPayouts(ours.as("viewer"), query({ limit: "3", sort, ...(cursor ? { cursor } : {}) }));
        byCursor.push(...page.data.map((payout) => payout.id));
        cursor = page.pagination.nextCursor;
      }
      expect(byCursor).toEqual(whole);
      const second = await list({ limit: "3", offset: "3", sort });
      expect(second.map((payout) => payout.id)).toEqual(whole.slice(3, 6));
    },
  );

  it("filters by status, method, account, currency, amount and time of creation", async () => {
    const [first] = made;
    if (!first) throw new Error("No payout.");
    expect((await list({ status: "paid,in_transit" })).every((one) => one.status !== "failed")).toBe(true);
    expect(await list({ method: "instant" })).toEqual([]);
    expect(await list({ currency: "EUR" })).toEqual([]);
    const { stripeAccountId } = accountAt(ours, 1);
    const ofSecond = await list({ accountId: stripeAccountId });
    expect(ofSecond.length).toBeGreaterThan(0);
    expect(ofSecond.every((one) => one.accountId === stripeAccountId && one.automatic)).toBe(true);
    expect((await list({ minAmount: "2000", maxAmount: "3000" })).map((one) => one.amount.minor).sort()).toEqual([
      2_000n,
      3_000n,
    ]);
    const startDate = first.createdAt.toISOString();
    const endDate = new Date(first.createdAt.getTime() + 1_000).toISOString();
    expect((await list({ startDate, endDate })).map((one) => one.id)).toEqual(
      expect.arrayContaining(made.map((one) => one.id)),
    );
  });

  it("finds by our id, by Stripe's, by a part of the description and by an exact amount", async () => {
    const [first, second] = made;
    if (!first || !second) throw new Error("No payout.");
    expect((await list({ q: first.id })).map((one) => one.id)).toEqual([first.id]);
    expect((await list({ q: first.stripePayoutId })).map((one) => one.id)).toEqual([first.id]);
    expect((await list({ q: "run 2000_%" })).map((one) => one.id)).toEqual([second.id]);
    expect((await list({ q: "20.00" })).map((one) => one.id)).toEqual([second.id]);
    expect(await list({ q: "nothing like it" })).toEqual([]);
  });

  it("refuses a stranger's account and a key without the scope", async () => {
    await expect(list({ accountId: accountAt(world.organization(1)).stripeAccountId })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(listPayouts(ours.asKey(["balance:read"]), query())).rejects.toMatchObject({
      code: "insufficient_scope",
    });
  });
});

describe("countPayouts", () => {
  it("counts what each status will list, under the other filters", async () => {
    for (const filter of [{}, { accountId: accountAt(ours).stripeAccountId }, { minAmount: "2000" }]) {
      const counts = await countPayouts(ours.as("viewer"), query(filter));
      for (const status of ["pending", "in_transit", "paid", "failed", "canceled"] as const) {
        expect(counts[status]).toBe((await list({ ...filter, status, limit: "100" })).length);
      }
      expect(counts.all).toBe((await list({ ...filter, limit: "100" })).length);
    }
  });
});

describe("getPayout", () => {
  it("opens a payout made by hand with its history and the transactions it is held to consist of", async () => {
    const [first] = made;
    if (!first) throw new Error("No payout.");
    for (const id of [first.id, first.stripePayoutId]) {
      const detail = await getPayout(ours.as("viewer"), { id });
      expect(detail.payout).toMatchObject({ id: first.id, status: "paid", createdBy: "Finance" });
      expect(detail.events.map((event) => [event.type, event.source, event.actor])).toEqual([
        ["status.pending", "person", "Finance"],
        ["status.paid", "sync", null],
      ]);
      expect(detail.payout.proof).toMatchObject({
        state: "proved",
        linkKind: "estimated",
        explainedMinor: 1_000n,
        unexplainedMinor: 0n,
      });
      const parts = detail.transactions.data.map((row) => row.attributedMinor ?? 0n);
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(1_000n);
      expect(detail.categories.reduce((sum, part) => sum + part.netMinor, 0n)).toBe(1_000n);
      for (const part of detail.categories) expect(part.netMinor).toBe(part.grossMinor - part.feeMinor);
      const { data } = await listTransactions(ours.as("viewer"), listTransactionsInput.parse({ payoutId: id }));
      expect(new Set(data.map((row) => row.id))).toEqual(new Set(detail.transactions.data.map((row) => row.id)));
    }
  });

  it("proves an automatic payout by the transactions in it, per reporting category", async () => {
    const automatic = (await payoutsAtStripe(ours, 1)).filter((one) => one.reconciliationStatus === "completed");
    expect(automatic.length).toBeGreaterThan(0);
    for (const { stripePayoutId, amount } of automatic) {
      const { payout, categories, candidates, transactions } = await getPayout(ours.as("viewer"), {
        id: stripePayoutId,
      });
      expect(payout.proof).toMatchObject({
        state: "proved",
        linkKind: "stripe",
        explainedMinor: amount.minor,
        unexplainedMinor: 0n,
      });
      expect(transactions.pagination.total).toBe((payout.proof?.count ?? 0) + 1);
      expect(transactions.data.every((row) => row.stripePayoutId === stripePayoutId)).toBe(true);
      expect(categories.reduce((sum, part) => sum + part.netMinor, 0n)).toBe(amount.minor);
      for (const part of categories) expect(part.netMinor).toBe(part.grossMinor - part.feeMinor);
      expect(candidates).toEqual([]);
    }
  });

  it("gives one answer for a stranger, an unknown and a malformed id", async () => {
    const [first] = made;
    const stranger = world.organization(1).as("owner");
    for (const [ctx, id] of [
      [stranger, first?.id],
      [stranger, first?.stripePayoutId],
      [ours.as("owner"), randomUUID()],
      [ours.as("owner"), "po_unknown"],
      [ours.as("owner"), "../../etc"],
    ] as const) {
      await expect(getPayout(ctx, { id: id ?? "" })).rejects.toMatchObject({ code: "not_found" });
    }
  });
});
