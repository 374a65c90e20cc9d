import { afterAll, beforeAll, expect, it } from "vitest";
import { type Arena, createArena } from "./arena";
import { acts, behaviours, type Cell, countPoints, letterTimes, playCell } from "./crash-matrix";

// Contacts with the outside at which a process may end, before it or after; what its caller does then and when Stripe's
// letters come takes turns from point to point. A part of them each time; CRASH_MATRIX=all ends a process at every one.

const everyNth: Record<Cell["act"], number> = { create: 9, cancel: 9, webhook: 41, sync: 101 };

let arena: Arena;
beforeAll(async () => {
  arena = await createArena();
});
afterAll(() => arena.close());

/** Which of the combinations a point meets; the others meet it at the points beside it. */
function cellsOf(act: Cell["act"], points: number): Cell[] {
  const combinations = behaviours.flatMap((behaviour) => letterTimes.map((letters) => ({ behaviour, letters })));
  const cells: Cell[] = [];
  for (let at = 1; at <= points; at++) {
    if (at % (process.env.CRASH_MATRIX === "all" ? 1 : everyNth[act]) !== 0) continue;
    for (const kind of ["crash_before", "crash_after"] as const) {
      const combination = combinations[cells.length % combinations.length];
      if (combination) cells.push({ act, at, kind, ...combination });
    }
  }
  return cells;
}

it("pays once, tells no lie and comes to rest wherever a process ends", { timeout: 600_000 }, async () => {
  const cells: Cell[] = [];
  for (const act of acts) cells.push(...cellsOf(act, await countPoints(arena, act)));
  expect(cells.length).toBeGreaterThanOrEqual(process.env.CRASH_MATRIX === "all" ? 480 : 15);
  const broken: string[] = [];
  for (const cell of cells) {
    const found = await playCell(arena, cell);
    if (found.length > 0) broken.push(`${JSON.stringify(cell)}: ${found.slice(0, 2).join("; ").slice(0, 300)}`);
  }
  expect(broken).toEqual([]);
});
