import type { ManualPayout } from "./manual-payouts";
import type { Part, Pool, PoolRow } from "./open-pool";

type Draw = Pick<ManualPayout, "amount" | "createdAt" | "isInstant" | "fee" | "ownRowId">;

/**
 * Takes what a payout consists of out of a pool: rows that were available when it was made, in their order, and for an
 * instant one card payments that were still pending. Rows below zero are used as they come and leave more to be taken
 * from the others; of the last row only what is needed is used. A fee for the payout itself stands against it. Null,
 * and nothing taken, when the pool does not hold enough.
 */
export async function drawFrom(pool: Pool, payout: Draw): Promise<Part[] | null> {
  const { amount, createdAt, isInstant, fee, ownRowId } = payout;
  const taken: { row: PoolRow; amount: bigint }[] = [];
  let missing = amount + fee;
  const take = (row: PoolRow) => {
    const isUsedUp = row.rest <= missing;
    const part = isUsedUp ? row.rest : missing;
    row.rest -= part;
    missing -= part;
    taken.push({ row, amount: part });
  };
  // What an automatic payout carried was Stripe's choice, so all of it counts.
  const isThere = (row: PoolRow) => pool.isCarried || row.availableOn <= createdAt;
  const walk = async (from: number, isTaken: (row: PoolRow) => boolean, isEnd: (row: PoolRow) => boolean) => {
    let place = from;
    for (; missing > 0n; place++) {
      const row = await pool.at(place);
      if (row === null || isEnd(row)) break;
      if (row.rest !== 0n && isTaken(row)) take(row);
    }
    return place;
  };
  const place = await walk(
    0,
    (row) => pool.isCarried || row.createdAt <= createdAt,
    (row) => !isThere(row),
  );
  if (isInstant && missing > 0n) {
    await walk(
      place,
      (row) => row.isCard && row.rest > 0n && row.createdAt <= createdAt,
      () => false,
    );
  }
  if (missing > 0n) {
    for (const { row, amount: part } of taken) row.rest += part;
    return null;
  }
  pool.tidy();
  const parts = taken.map(({ row, amount: part }) => ({ rowId: row.id, amount: part }));
  return fee === 0n || ownRowId === null ? parts : [...parts, { rowId: ownRowId, amount: -fee }];
}
