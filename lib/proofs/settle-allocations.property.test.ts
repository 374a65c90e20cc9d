import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { balanceTransactions, payouts } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { insertTenant, type Tenant } from "@/db/testing-rows";
import { attributed, empty, hour, pay, proofs, prove, rowOf } from "./testing";

let database: TestDatabase;
let ours: Tenant;
beforeAll(async () => {
  database = await createTestDatabase();
  ours = await insertTenant(database.owner, "ours");
});
afterAll(() => database.close());

type Row = { id: string; net: number; at: number; until: number; isCard: boolean; isTied: boolean; currency: string };
type Payout = { id: string; amount: number; at: number; isInstant: boolean; status: string; currency: string };

/** The rule, written down once more and as plainly as it goes: everything in memory, from the very beginning. */
function oracle(rows: readonly Row[], made: readonly Payout[]): Record<string, string[]> {
  const left = new Map(rows.map((row) => [row.id, row.net]));
  const inOrder = rows
    .filter((row) => !row.isTied && row.net !== 0)
    .sort((a, b) => a.until - b.until || a.at - b.at || (a.id < b.id ? -1 : 1));
  const outcome: Record<string, string[]> = {};
  for (const payout of [...made].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    if (payout.status !== "paid") continue;
    const seen = inOrder.filter((row) => row.currency === payout.currency && row.at <= payout.at);
    const available = seen.filter((row) => row.until <= payout.at);
    const pending = seen.filter((row) => row.until > payout.at && row.isCard && (left.get(row.id) ?? 0) > 0);
    const wanted = new Map<string, number>();
    let missing = payout.amount;
    for (const { id } of payout.isInstant ? [...available, ...pending] : available) {
      const rest = left.get(id) ?? 0;
      if (missing === 0 || rest === 0) continue;
      const part = Math.min(rest, missing);
      wanted.set(id, part);
      missing -= part;
    }
    if (missing > 0) continue;
    outcome[payout.id] = [...wanted].map(([id, part]) => `${id} ${part}`);
    for (const [id, part] of wanted) left.set(id, (left.get(id) ?? 0) - part);
  }
  return outcome;
}

const currency = fc.constantFrom("usd", "usd", "usd", "eur");
const rowsOf = fc.array(
  fc.record({
    net: fc.integer({ min: -60, max: 120 }),
    at: fc.integer({ min: 0, max: 20 }),
    waits: fc.constantFrom(0, 0, 3, 8),
    isCard: fc.boolean(),
    isTied: fc.constantFrom(false, false, false, true),
    currency,
  }),
  { minLength: 1, maxLength: 14 },
);
const payoutsOf = fc.array(
  fc.record({
    amount: fc.integer({ min: 1, max: 150 }),
    at: fc.integer({ min: 2, max: 24 }),
    isInstant: fc.boolean(),
    status: fc.constantFrom("paid", "paid", "paid", "failed", "canceled"),
    currency,
  }),
  { minLength: 1, maxLength: 7 },
);

it("attributes as the rule says, in whatever order it hears of rows, payouts and their failing", async () => {
  await fc.assert(
    fc.asyncProperty(rowsOf, payoutsOf, fc.infiniteStream(fc.nat()), async (drawnRows, drawnPayouts, dice) => {
      await empty(database.owner);
      const rows = drawnRows.map(({ waits, ...row }, n) => ({ ...row, id: `r${n}`, until: row.at + waits }));
      const made = drawnPayouts.map((payout, n) => ({ ...payout, id: `po_${n}` }));
      const news = [
        ...rows.map((row) => () => store(row)),
        ...made.map((payout) => async () => {
          await pay(database.owner, ours, columnsOf(payout));
          if (payout.status !== "paid") later.push(() => turn(payout));
        }),
      ];
      const later: (() => Promise<void>)[] = [];
      while (news.length + later.length > 0) {
        const list = news.length > 0 ? news : later;
        const [act] = list.splice((dice.next().value ?? 0) % list.length, 1);
        await act?.();
        if ((dice.next().value ?? 0) % 3 === 0) await prove(database, ours);
      }
      await prove(database, ours);
      const found = await attributed(database.owner, ours);
      expect(found).toEqual(oracle(rows, made));
      for (const { id, amount } of made) {
        const total = (found[id] ?? []).reduce((sum, part) => sum + Number(part.split(" ")[1]), 0);
        expect([0, amount]).toContain(total);
      }
      const before = await proofs(database.owner, ours);
      await prove(database, ours);
      expect(await attributed(database.owner, ours)).toEqual(found);
      expect(await proofs(database.owner, ours)).toEqual(before);
    }),
    { numRuns: 15, seed: 4 },
  );
});

async function store({ id, net, at, until, isCard, isTied, currency: of }: Row): Promise<void> {
  const shown = { availableOn: hour(until), type: isCard ? "charge" : "payment", currency: of };
  const change = { ...shown, stripePayoutId: isTied ? "po_auto" : null };
  await database.owner.insert(balanceTransactions).values(rowOf(ours, id, BigInt(net), at, change));
}

function columnsOf({ id, amount, at, isInstant, currency: of }: Payout) {
  return { id, amount: BigInt(amount), at, method: isInstant ? "instant" : "standard", currency: of };
}

async function turn({ id, status }: Payout): Promise<void> {
  await database.owner.update(payouts).set({ status }).where(eq(payouts.stripePayoutId, id));
}
