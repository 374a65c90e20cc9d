import { cancelPayout } from "@/lib/payouts/cancel-payout";
import { createPayout } from "@/lib/payouts/create-payout";
import type { Arena } from "./arena";
import { checkAtRest } from "./check-at-rest";
import { createOnlineChecks } from "./check-online";
import { type Interruption, SimulatedProcess } from "./io-points";
import { createPlayer, syncPlace } from "./player";
import { createSchedule, type Schedule, type Step } from "./schedule";

export const acts = ["create", "cancel", "webhook", "sync"] as const;
export type Act = (typeof acts)[number];

/** What the caller does after the process has ended. */
export const behaviours = ["gone", "again_at_once", "again_after_the_lease", "again_after_a_day"] as const;
type Behaviour = (typeof behaviours)[number];

/** When Stripe's letters come. */
export const letterTimes = ["before_the_caller", "after_the_caller", "never"] as const;
type LetterTime = (typeof letterTimes)[number];

export type Cell = {
  readonly act: Act;
  readonly at: number;
  readonly kind: "crash_before" | "crash_after";
  readonly behaviour: Behaviour;
  readonly letters: LetterTime;
};

const pay: Step = { act: "pay", key: 0, amount: 1_500, twice: false };
const laterSeconds: Record<Behaviour, number> = {
  gone: 0,
  again_at_once: 0,
  again_after_the_lease: 180,
  again_after_a_day: 25 * 3_600,
};

/** How many contacts an act has with the outside when nothing goes wrong. */
export async function countPoints(arena: Arena, act: Act): Promise<number> {
  await arena.begin();
  const player = createPlayer(arena, scheduleOf("after_the_caller"), new Map());
  if (act !== "create" && act !== "sync") await player.play(pay);
  const process = new SimulatedProcess();
  const [place] = arena.places;
  if (act === "create") {
    const input = { amount: 1_500n, method: "standard" as const, metadata: {} };
    await process.run(() => createPayout(place.person, input, { clientKey: "key-0" }));
  } else if (act === "cancel") {
    const [payoutId = ""] = player.told.asked.flatMap(({ answer }) =>
      answer.kind === "created" ? [answer.payoutId] : [],
    );
    await process.run(() => cancelPayout(place.person, { id: payoutId }));
  } else if (act === "sync") await process.run(() => syncPlace(place));
  else await player.mailbox.deliver("in_order", (work) => process.run(work));
  return process.points.length;
}

/** Ends a process at one point of an act, and gives what is broken then or at rest. */
export async function playCell(arena: Arena, { act, at, kind, behaviour, letters }: Cell): Promise<string[]> {
  await arena.begin();
  const schedule = scheduleOf(letters);
  const player = createPlayer(arena, schedule, new Map());
  const checks = createOnlineChecks(arena, player);
  const trouble: Step["trouble"] = { kind: kind satisfies Interruption["kind"], at, seconds: 0 };
  if (act !== "create") await player.play(pay);
  const step: Step =
    act === "create" ? pay : act === "cancel" ? { act, key: 0 } : act === "sync" ? { act, full: false } : deliver;
  await player.play({ ...step, trouble });
  const broken = await checks.check();
  if (letters === "before_the_caller") await player.play(deliver);
  if (behaviour !== "gone") {
    if (laterSeconds[behaviour] > 0) await arena.advance(laterSeconds[behaviour]);
    await player.play(act === "create" ? { act: "retry", key: 0, tampered: false } : step);
  }
  if (letters === "after_the_caller") await player.play(deliver);
  broken.push(...(await checks.check()), ...(await checkAtRest(arena, schedule, player)), ...(await checks.check()));
  return broken;
}

const deliver: Step = { act: "deliver", how: "in_order" };

/** Only what a schedule says of letters and readings matters here. */
function scheduleOf(letters: LetterTime): Schedule {
  return { ...createSchedule(1), mode: letters === "never" ? "polling_only" : "mixed", steps: [] };
}
