import { and, eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { balanceTransactions, ledgerChecks } from "@/db/schema";
import { getBalance } from "../balance/get-balance";
import type { Account } from "../core/account";
import type { LedgerProof } from "../core/ledger-proof";
import { createWorld, type TestWorld } from "../testing";
import { ledgerProof } from "./ledger-proof";
import { syncAccount } from "./sync-account";

let world: TestWorld;
let account: Account;
let whenRowsAreRead: (() => Promise<void>) | null;

beforeEach(async () => {
  whenRowsAreRead = null;
  world = await createWorld({
    intercept: async (request, next) => {
      const act = new URL(request.url).pathname === "/v1/balance_transactions" ? whenRowsAreRead : null;
      whenRowsAreRead = act === null ? whenRowsAreRead : null;
      await act?.();
      return next(request);
    },
  });
  const [first] = world.organization(0).accounts;
  if (!first) throw new Error("The preset has fewer accounts.");
  account = first;
});
afterEach(() => world.close());

const ours = () => world.organization(0).as("finance");
const sync = () => syncAccount(ours(), { accountId: account.stripeAccountId, trigger: "person" });
const charge = (amount: number) =>
  world.emulator.runScenario("charge", account.stripeAccountId, { amount, available: true });

async function proof(): Promise<LedgerProof> {
  const found = (await ledgerProof(world.organization(0).as("viewer"))).filter(
    (one) => one.accountId === account.stripeAccountId,
  );
  const [only] = found;
  if (!only || found.length !== 1) throw new Error(`There are ${found.length} currencies instead of one.`);
  return only;
}

describe("ledgerProof", () => {
  it("is unread before the first complete sync", async () => {
    const proofs = await ledgerProof(ours());
    expect(proofs.every((one) => one.state === "unread" && one.difference === null)).toBe(true);
  });

  it("is equal after a sync, with the rows that make it up", async () => {
    await sync();
    expect(await proof()).toMatchObject({
      state: "equal",
      ledger: { minor: 156_460n, currency: "usd" },
      stripe: { minor: 156_460n, currency: "usd" },
      difference: { minor: 0n, currency: "usd" },
      count: 24,
    });
    expect((await proof()).oldestAt?.getTime()).toBeLessThan(world.services.now().getTime());
  });

  it("has moved when a newer balance is known than the ledger, until the next sync", async () => {
    await sync();
    await world.advance(60);
    charge(10_000);
    await getBalance(ours(), {});
    expect(await proof()).toMatchObject({ state: "moved", ledger: { minor: 156_460n }, difference: null });
    expect((await proof()).stripe?.minor).toBeGreaterThan(156_460n);
    await world.advance(60);
    await sync();
    expect(await proof()).toMatchObject({ state: "equal", count: 25 });
  });

  it("is equal with a row that came between the balance and the ledger, since the balance is read once more", async () => {
    whenRowsAreRead = async () => {
      await world.advance(5);
      charge(10_000);
    };
    await sync();
    expect(await proof()).toMatchObject({ state: "equal", ledger: { minor: 165_140n }, count: 25 });
  });

  it("differs by the amount of a row that is missing", async () => {
    await sync();
    const [lost] = await world.owner
      .delete(balanceTransactions)
      .where(
        and(
          eq(balanceTransactions.connectedAccountId, account.id),
          eq(
            balanceTransactions.stripeBalanceTxnId,
            (await world.owner.select().from(balanceTransactions))
              .filter((row) => row.connectedAccountId === account.id && row.netAmount === 8_680n)
              .at(0)?.stripeBalanceTxnId ?? "",
          ),
        ),
      )
      .returning();
    expect(lost?.netAmount).toBe(8_680n);
    expect(await proof()).toMatchObject({
      state: "differs",
      ledger: { minor: 147_780n },
      stripe: { minor: 156_460n },
      difference: { minor: 8_680n, currency: "usd" },
    });
  });

  it("says when the two were last equal, by the syncs that compared them", async () => {
    expect((await ledgerProof(ours())).every(({ equalAt }) => equalAt === null)).toBe(true);
    await sync();
    const equalAt = world.services.now();
    expect(await proof()).toMatchObject({ state: "equal", equalAt });
    await world.advance(60);
    await world.owner.update(balanceTransactions).set({ balanceType: "issuing" });
    expect(await proof()).toMatchObject({ state: "differs", equalAt });
    await sync();
    expect(await proof()).toMatchObject({ state: "equal", equalAt: world.services.now() });
  });

  it("differs where a sync found so while nothing moved, though the balance was read after the sync began", async () => {
    await sync();
    const [check] = await world.owner.select().from(ledgerChecks);
    await world.owner.execute(sql`update balance_snapshots
      set taken_at = taken_at + interval '1 second', confirmed_at = confirmed_at + interval '1 second',
          balance = jsonb_set(balance, '{available,0,minor}', '"1"')
      where connected_account_id = ${account.id}`);
    const moved = await proof();
    expect(moved).toMatchObject({ state: "moved", difference: null });
    await world.owner.update(ledgerChecks).set({ state: "differs", stripe: moved.stripe?.minor ?? 0n });
    expect(await proof()).toMatchObject({ state: "differs", ledger: { minor: check?.ledger } });
  });

  it("has each account by itself, and nothing of another organization", async () => {
    for (const { stripeAccountId } of world.organization(0).accounts) {
      await syncAccount(ours(), { accountId: stripeAccountId, trigger: "person" });
    }
    const ids = new Set((await ledgerProof(ours())).map((one) => one.accountId));
    expect([...ids]).toEqual(world.organization(0).accounts.map((one) => one.stripeAccountId));
    const theirs = await ledgerProof(world.organization(1).as("viewer"));
    expect(theirs.every((one) => one.accountId === world.organization(1).accounts[0]?.stripeAccountId)).toBe(true);
  });

  it("needs the rights to read balances and transactions", async () => {
    for (const scope of ["balance:read", "transactions:read"] as const) {
      await expect(ledgerProof(world.organization(0).asKey([scope]))).rejects.toMatchObject({
        code: "insufficient_scope",
      });
    }
  });
});
