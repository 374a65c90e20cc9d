import { expect, it } from "vitest";
import { findMutant } from "./mutants";
import { playSchedules } from "./play-schedules";

/** A glance each time; `npm run simulate -- --schedules 300` looks longer, and then every kind of fault must strike. */
const schedules = 12;
const firstSeed = 1;
/** Seeds whose schedules diverged once, for reasons that are mended. */
const remembered = [19, 25, 58, 85];

function seedsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

it(`holds every invariant in ${schedules} schedules of faults`, { timeout: 900_000 }, async () => {
  const lines: string[] = [];
  const seeds = [...new Set([...remembered, ...seedsFrom(firstSeed, schedules)])];
  const result = await playSchedules({ seeds, tell: (line) => lines.push(line) });
  expect(result.diverged, lines.join("\n")).toBe(0);
});

it("notices a product that has a mistake", { timeout: 120_000 }, async () => {
  const lines: string[] = [];
  const mutant = findMutant("no-metadata-link");
  const result = await playSchedules({ seeds: seedsFrom(1, 20), mutant, tell: (line) => lines.push(line) });
  expect(result.diverged).toBe(1);
  expect(lines.join("\n")).toMatch(/replay: npm run simulate -- --mutant no-metadata-link --schedules 1 --seed \d+/);
});
