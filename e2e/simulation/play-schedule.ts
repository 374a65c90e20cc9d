import type { Arena } from "./arena";
import { checkAtRest } from "./check-at-rest";
import { createOnlineChecks } from "./check-online";
import { createPlayer } from "./player";
import { createSchedule, type Step } from "./schedule";
import type { FaultCounts } from "./trouble";

/** What was found broken in a schedule, and after which step; null step for what came to light at rest. */
export type Divergence = { readonly seed: number; readonly after: Step | null; readonly broken: readonly string[] };

/** Plays the schedule of one seed from its beginning to its rest. Null when everything held. */
export async function playSchedule(arena: Arena, seed: number, counts: FaultCounts): Promise<Divergence | null> {
  const schedule = createSchedule(seed);
  await arena.begin();
  arena.setPageSize(schedule.pageSize);
  const player = createPlayer(arena, schedule, counts);
  const checks = createOnlineChecks(arena, player);
  for (const step of schedule.steps) {
    await player.play(step);
    const broken = await checks.check();
    if (broken.length > 0) return { seed, after: step, broken };
  }
  const broken = [...(await checkAtRest(arena, schedule, player)), ...(await checks.check())];
  return broken.length > 0 ? { seed, after: null, broken } : null;
}
