import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { balanceTransactions } from "@/db/schema";
import type { Account } from "../core/account";
import { type ListTransactionsInput, listTransactionsInput } from "../core/list-input";
import type { Transaction } from "../core/transaction";
import { syncAccount } from "../sync/sync-account";
import { createWorld, type TestWorld } from "../testing";
import { listTransactions } from "./list-transactions";

let world: TestWorld;
let account: Account;
let all: Transaction[];
beforeAll(async () => {
  world = await createWorld();
  const [organization] = world.organizations;
  const [first] = world.organization(0).accounts;
  if (!organization || !first) throw new Error("The preset has fewer accounts.");
  account = first;
  for (const { stripeAccountId: accountId } of organization.accounts) {
    await syncAccount(organization.asSystem(), { accountId, trigger: "cron" });
  }
  await addRow({ id: "txn_yen", amount: 1_240n, currency: "jpy", description: "100%_sure\\thing" });
  await addRow({ id: "txn_dinar", amount: 1_240_000n, currency: "kwd", description: "1000 surething" });
  await addRow({ id: "txn_dollar", amount: 124_000n, currency: "usd", type: "moon_fee", category: "moon" });
  await addRow({ id: "txn_debit", amount: -124_000n, currency: "usd", type: "adjustment", category: "dispute" });
  all = (await list({ limit: "100" })).data.slice();
});
afterAll(() => world.close());

type Row = { id: string; amount: bigint; currency: string; type?: string; category?: string; description?: string };

async function addRow({ id, amount, currency, type = "charge", category = type, description }: Row): Promise<void> {
  await world.owner.insert(balanceTransactions).values({
    organizationId: world.organization(0).organizationId,
    connectedAccountId: account.id,
    stripeBalanceTxnId: id,
    amount,
    fee: 0n,
    netAmount: amount,
    currency,
    type,
    reportingCategory: category,
    balanceType: "payments",
    description,
    feeDetails: [],
    availableOn: world.services.now(),
    created: world.services.now(),
  });
}

const input = (query: Record<string, string>): ListTransactionsInput => listTransactionsInput.parse(query);
const list = (query: Record<string, string>) => listTransactions(world.organization(0).as("viewer"), input(query));
const idsOf = (rows: readonly Transaction[]) => rows.map((row) => row.stripeBalanceTxnId).sort();
const found = async (query: Record<string, string>) => idsOf((await list({ limit: "100", ...query })).data);
const those = (isWanted: (row: Transaction) => boolean) => idsOf(all.filter(isWanted));

describe("listTransactions", () => {
  it("gives the newest rows first with the sums over everything", async () => {
    const page = await list({ limit: "10" });
    expect(page.data).toHaveLength(10);
    expect(page.pagination).toMatchObject({ limit: 10, offset: 0, total: all.length, hasMore: true });
    const times = all.map((row) => row.createdAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(page.totals.map((sums) => sums.currency)).toEqual(["jpy", "kwd", "usd"]);
    for (const { currency, count, amountMinor, feeMinor, netMinor } of page.totals) {
      const rows = all.filter((row) => row.currency === currency);
      expect(count).toBe(rows.length);
      expect(amountMinor).toBe(rows.reduce((sum, row) => sum + row.amountMinor, 0n));
      expect(feeMinor).toBe(rows.reduce((sum, row) => sum + row.feeMinor, 0n));
      expect(netMinor).toBe(rows.reduce((sum, row) => sum + row.netMinor, 0n));
    }
  });

  it.each(["-created", "created", "-amount", "amount"])(
    "walks every row once by cursor in the order %s",
    async (sort) => {
      const seen: Transaction[] = [];
      let cursor: string | null = null;
      do {
        const page = await list({ limit: "7", sort, ...(cursor === null ? {} : { cursor }) });
        expect(page.pagination.total).toBe(all.length);
        seen.push(...page.data);
        cursor = page.pagination.nextCursor;
      } while (cursor !== null);
      expect(idsOf(seen)).toEqual(idsOf(all));
      const keys = seen.map((row) => (sort.endsWith("amount") ? row.amountMinor : BigInt(row.createdAt.getTime())));
      const ordered = keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect(keys).toEqual(sort.startsWith("-") ? ordered.reverse() : ordered);
    },
  );

  it("walks the same rows by offset", async () => {
    const seen: Transaction[] = [];
    for (let offset = 0; offset < all.length; offset += 20) {
      seen.push(...(await list({ limit: "20", offset: String(offset) })).data);
    }
    expect(seen).toEqual(all);
    expect((await list({ offset: "9000" })).data).toEqual([]);
  });

  it("filters by type, by group and by what no group knows", async () => {
    expect(await found({ type: "refund" })).toEqual(those((row) => row.type === "refund"));
    expect(await found({ type: "charges,payouts" })).toEqual(
      those((row) => ["charge", "payment", "payout"].includes(row.type)),
    );
    expect(await found({ type: "disputes" })).toEqual(["txn_debit"]);
    expect(await found({ type: "other" })).toEqual(["txn_dollar"]);
    expect(await found({ type: "moon_fee" })).toEqual(["txn_dollar"]);
    expect(await found({ type: "nothing_such" })).toEqual([]);
  });

  it("filters by currency, account, amount and time, bounds included at the lower end only for time", async () => {
    expect(await found({ currency: "jpy" })).toEqual(["txn_yen"]);
    expect(await found({ accountId: account.stripeAccountId })).toEqual(
      those((row) => row.accountId === account.stripeAccountId),
    );
    expect(await found({ minAmount: "5000", maxAmount: "10000" })).toEqual(
      those((row) => row.amountMinor >= 5_000n && row.amountMinor <= 10_000n),
    );
    const [from, to] = [all[20]?.createdAt, all[5]?.createdAt];
    if (!from || !to) throw new Error("The world has fewer rows.");
    expect(await found({ startDate: from.toISOString(), endDate: to.toISOString() })).toEqual(
      those((row) => row.createdAt >= from && row.createdAt < to),
    );
  });

  it("derives what is available from the moment, without a new sync", async () => {
    const now = world.services.now();
    expect(await found({ status: "pending" })).toEqual(those((row) => row.availableOn > now));
    expect(await found({ status: "available" })).toEqual(those((row) => row.availableOn <= now));
    expect(all.every((row) => row.status === (row.availableOn > now ? "pending" : "available"))).toBe(true);
  });

  it("finds the rows of a payout by our id and by Stripe's", async () => {
    const carried = all.find((row) => row.stripePayoutId !== null);
    if (!carried?.payoutId || !carried.stripePayoutId) throw new Error("No payout carried a row.");
    const wanted = those((row) => row.stripePayoutId === carried.stripePayoutId);
    expect(wanted.length).toBeGreaterThan(1);
    expect(await found({ payoutId: carried.payoutId })).toEqual(wanted);
    expect(await found({ payoutId: carried.stripePayoutId })).toEqual(wanted);
  });

  it("finds a row by our id, by any id of Stripe's and by a part of its description", async () => {
    const row = all.find((candidate) => candidate.sourceId !== null && candidate.type === "refund");
    if (!row?.sourceId) throw new Error("The world has no refund.");
    expect(await found({ q: row.id })).toEqual([row.stripeBalanceTxnId]);
    expect(await found({ q: row.stripeBalanceTxnId })).toEqual([row.stripeBalanceTxnId]);
    expect(await found({ q: row.sourceId })).toContain(row.stripeBalanceTxnId);
    expect(await found({ q: "SURETHING" })).toEqual(["txn_dinar"]);
  });

  it("takes every character of a search for itself", async () => {
    expect(await found({ q: "100%_sure\\" })).toEqual(["txn_yen"]);
    expect(await found({ q: "1_0" })).toEqual([]);
    expect(await found({ q: "%" })).toEqual(["txn_yen"]);
  });

  it("finds an exact amount in each currency's own decimals, and in minor units", async () => {
    expect(await found({ q: "1,240.00" })).toEqual(["txn_dinar", "txn_dollar", "txn_yen"]);
    expect(await found({ q: "-1240.00" })).toEqual(["txn_debit"]);
    expect(await found({ q: "\u22121,240.00" })).toEqual(["txn_debit"]);
    expect(await found({ q: "124000" })).toEqual(["txn_dollar"]);
    expect(await found({ q: "1240.001" })).toEqual([]);
  });

  it("refuses accounts, payouts and cursors that are not of this list", async () => {
    const stranger = world.organization(1).as("owner");
    const payoutId = all.find((row) => row.payoutId !== null)?.payoutId ?? "";
    const theirs: Record<string, string>[] = [{ accountId: account.stripeAccountId }, { payoutId }];
    for (const query of theirs) {
      await expect(listTransactions(stranger, input(query))).rejects.toMatchObject({ code: "not_found" });
    }
    const unknown: Record<string, string>[] = [
      { accountId: "acct_none" },
      { payoutId: randomUUID() },
      { payoutId: "po_1" },
    ];
    for (const query of unknown) {
      await expect(list(query)).rejects.toMatchObject({ code: "not_found" });
    }
    const { nextCursor } = (await list({ limit: "1" })).pagination;
    const wrong = { ...input({}), sort: "amount", cursor: nextCursor ?? "" } as const;
    await expect(listTransactions(world.organization(0).as("viewer"), wrong)).rejects.toMatchObject({
      code: "invalid_request",
    });
  });

  it("shows another organization nothing, and keys without the scope neither", async () => {
    const stranger = await listTransactions(world.organization(1).as("owner"), input({}));
    expect(stranger).toMatchObject({ data: [], totals: [], pagination: { total: 0, hasMore: false } });
    const key = world.organization(0).asKey(["balance:read"]);
    await expect(listTransactions(key, input({}))).rejects.toMatchObject({ code: "insufficient_scope" });
  });
});
