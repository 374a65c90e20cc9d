// A process of its own that plays schedules one after the other, so that the product in it can be one with a mistake.
import { createArena } from "./arena";
import { kindsToStrike } from "./kinds-to-strike";
import { playSchedule } from "./play-schedule";
import type { FaultCounts } from "./trouble";

type Wish = { seeds: number[]; stopAtFirst: boolean; replay: string; commit: string };

const wish: Wish = JSON.parse(process.argv[2] ?? "{}");
const counts: FaultCounts = new Map();
const arena = await createArena();
const startedAt = performance.now();
const progressEvery = 500;
let diverged = 0;
let played = 0;
for (const seed of wish.seeds) {
  const found = await playSchedule(arena, seed, counts).catch((error: unknown) => ({
    seed,
    after: null,
    broken: [`the schedule could not be played: ${error instanceof Error ? error.stack : String(error)}`],
  }));
  played++;
  if (found) {
    diverged++;
    console.log(`divergence in schedule ${seed} (commit ${wish.commit})`);
    for (const sentence of found.broken.slice(0, 5)) console.log(`  ${sentence.slice(0, 400)}`);
    console.log(`  after: ${found.after ? JSON.stringify(found.after) : "everything had come to rest"}`);
    console.log(`  replay: ${wish.replay} --schedules 1 --seed ${seed}`);
    if (wish.stopAtFirst) break;
  }
  if (played % progressEvery === 0) console.log(`${played} schedules, ${diverged} divergences`);
}
const ms = Math.round(performance.now() - startedAt);
await arena.close();
const missing = kindsToStrike.filter((kind) => !counts.has(kind));
process.stdout.write(
  `${JSON.stringify({ schedules: played, diverged, ms, counts: Object.fromEntries([...counts].toSorted()), missing })}\n`,
  () => process.exit(0),
);
