import { asc, eq } from "drizzle-orm";
import { expect } from "vitest";
import { balanceTransactions, ledgerRepairs, ledgerWindows } from "@/db/schema";
import type { Account } from "../core/account";
import { syncAccount } from "../sync/sync-account";
import { createWorld, ledgerDifferences, type TestWorld, type TestWorldOptions } from "../testing";
import { compareWindows } from "./compare-windows";

type Row = typeof balanceTransactions.$inferSelect;
/** All that Stripe says of a row; our own id and the time of writing are ours. */
type Said = Omit<Row, "id" | "updatedAt">;

export type LedgerWorld = Awaited<ReturnType<typeof createLedgerWorld>>;

/** A world with an account that is paid out daily, read whole, and the means to damage its rows. */
export async function createLedgerWorld(options: TestWorldOptions = {}) {
  const world = await createWorld(options);
  const [, account] = world.organization(0).accounts;
  if (!account) throw new Error("The preset has fewer accounts.");
  const ledger = handles(world, account);
  await ledger.sync();
  await world.advance(3_600);
  await ledger.sync();
  await ledger.remember();
  return { world, account, ...ledger };
}

function handles(world: TestWorld, account: Account) {
  const system = () => world.organization(0).asSystem();
  const scope = { organizationId: world.organization(0).organizationId, connectedAccountId: account.id };
  let sound = new Map<string, Said>();
  const sync = () => syncAccount(system(), { accountId: account.stripeAccountId, trigger: "cron" });
  const rows = () =>
    world.owner
      .select()
      .from(balanceTransactions)
      .where(eq(balanceTransactions.connectedAccountId, account.id))
      .orderBy(asc(balanceTransactions.created), asc(balanceTransactions.stripeBalanceTxnId));
  const repairs = () => world.owner.select().from(ledgerRepairs).orderBy(ledgerRepairs.startsAt);
  const windows = () => world.owner.select().from(ledgerWindows);
  const ofRow = (row: Row) => eq(balanceTransactions.stripeBalanceTxnId, row.stripeBalanceTxnId);
  const said = async (): Promise<Map<string, Said>> =>
    new Map((await rows()).map(({ id: _, updatedAt: __, ...row }) => [row.stripeBalanceTxnId, row]));
  return {
    scope,
    sync,
    rows,
    repairs,
    /** What the rows are now is what they are to be again. */
    remember: async () => {
      sound = await said();
    },
    change: (row: Row, to: Partial<typeof balanceTransactions.$inferInsert>) =>
      world.owner.update(balanceTransactions).set(to).where(ofRow(row)),
    remove: (row: Row) => world.owner.delete(balanceTransactions).where(ofRow(row)),
    /** An old charge, which no ordinary reading comes to any more, and a recent one, which every reading comes to. */
    oldAndNew: async (): Promise<[Row, Row]> => {
      const charges = (await rows()).filter((row) => row.type === "charge");
      const old = charges.find((row) => row.stripePayoutId !== null);
      const recent = charges.at(-1);
      if (!old || !recent) throw new Error("The account has fewer charges.");
      return [old, recent];
    },
    /** Syncs once; gives what was written down of it. */
    expectMended: async () => {
      expect(await sync()).toMatchObject({ state: "complete", errorCode: null });
      expect(await said()).toEqual(sound);
      expect(await ledgerDifferences(system(), account)).toEqual([]);
      expect(await compareWindows(system(), scope)).toEqual([]);
      return (await repairs()).flatMap((repair) => repair.rows);
    },
    /** A further sync has nothing to do. */
    expectQuiet: async () => {
      const before = [await windows(), await repairs(), await rows()];
      expect(await sync()).toMatchObject({ inserted: 0, updated: 0 });
      expect([await windows(), await repairs(), await rows()]).toEqual(before);
    },
  };
}
