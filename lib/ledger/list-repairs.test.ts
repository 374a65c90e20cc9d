import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ledgerRepairs } from "@/db/schema";
import { listRepairs } from "./list-repairs";
import { createLedgerWorld, type LedgerWorld } from "./testing";

let ledger: LedgerWorld;
beforeAll(async () => {
  ledger = await createLedgerWorld();
});
afterAll(() => ledger.world.close());

const viewer = (index = 0) => ledger.world.organization(index).as("viewer");

describe("listRepairs", () => {
  it("has none where none was needed", async () => {
    expect(await listRepairs(viewer(), { limit: 5 })).toEqual([]);
  });

  it("tells what was found and what stands now, newest first, with our own id", async () => {
    const [row, recent] = await ledger.oldAndNew();
    await ledger.change(row, { amount: row.amount + 1n, netAmount: row.netAmount + 1n });
    await ledger.sync();
    await ledger.world.advance(60);
    await ledger.remove(recent);
    await ledger.sync();
    const found = await listRepairs(viewer(), { limit: 5 });
    expect(found).toMatchObject([
      {
        accountId: ledger.account.stripeAccountId,
        currency: "usd",
        inserted: 1,
        rewritten: 0,
        repairedAt: ledger.world.services.now(),
        rows: [{ stripeBalanceTxnId: recent.stripeBalanceTxnId, found: null, now: { type: "charge" } }],
      },
      {
        inserted: 0,
        rewritten: 1,
        rows: [
          {
            stripeBalanceTxnId: row.stripeBalanceTxnId,
            transactionId: row.id,
            found: { amount: { minor: row.amount + 1n, currency: "usd" } },
            now: { amount: { minor: row.amount } },
            changed: ["amount", "net"],
          },
        ],
      },
    ]);
    expect(await listRepairs(viewer(), { limit: 1 })).toEqual(found.slice(0, 1));
  });

  it("tells some of many rows, and which are gone", async () => {
    const [row] = await ledger.oldAndNew();
    const state = { amount: "1", fee: "0", net: "1", currency: "usd", type: "charge" };
    const rows = Array.from({ length: 9 }, (_, n) => ({ id: `txn_${n}`, found: state, now: null, changed: [] }));
    await ledger.world.owner.insert(ledgerRepairs).values({
      ...ledger.scope,
      currency: "usd",
      startsAt: row.created,
      endsAt: row.created,
      inserted: 0,
      rewritten: 0,
      removed: 9,
      rows,
      repairedAt: new Date(ledger.world.services.now().getTime() + 1_000),
    });
    const [last] = await listRepairs(viewer(), { limit: 1 });
    expect(last).toMatchObject({ removed: 9, rows: [{ transactionId: null, now: null }, {}, {}, {}, {}] });
  });

  it("tells nobody else, and needs the right to read transactions", async () => {
    expect(await listRepairs(viewer(1), { limit: 5 })).toEqual([]);
    const key = ledger.world.organization(0).asKey(["balance:read"]);
    await expect(listRepairs(key, { limit: 5 })).rejects.toMatchObject({ code: "insufficient_scope" });
  });
});
