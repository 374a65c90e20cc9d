import { sweepPayoutIntents } from "@/lib/payouts/sweep-payout-intents";
import { processEvents } from "@/lib/webhooks/process-events";
import type { Arena } from "./arena";
import { SimulatedProcess } from "./io-points";
import type { Mailbox } from "./mailbox";
import type { Schedule, Step } from "./schedule";
import { count, disturbStripe, type FaultCounts, interruptionOf } from "./trouble";

/** What a process answered or threw; null when it ended before. */
type Outcome<T> = { value: T } | { error: unknown } | null;
type Processes = {
  inProcess<T>(step: Step, work: () => Promise<T>): Promise<Outcome<T>>;
  sweep(): Promise<void>;
};
type Setting = { schedule: Schedule; mailbox: Mailbox; counts: FaultCounts };

const eventsMax = 40;

/** Starts processes of the product, each with the trouble of the step that it belongs to. */
export function createProcesses(arena: Arena, { schedule, mailbox, counts }: Setting): Processes {
  const { services } = arena;

  async function sweep(): Promise<void> {
    await sweepPayoutIntents(services);
    await processEvents(services, { limit: eventsMax });
  }

  /** What happens while a process stands still: time, and the work of other processes. */
  async function meanwhile({ trouble }: Step): Promise<void> {
    if (trouble && "seconds" in trouble) await arena.advance(trouble.seconds);
    if (trouble?.kind !== "meanwhile") return;
    if (schedule.mode === "polling_only") await sweep();
    else await mailbox.deliver("in_order", (work) => work());
  }

  return {
    sweep,
    inProcess: async (step, work) => {
      const interruption = interruptionOf(step.trouble, () => meanwhile(step));
      const process = new SimulatedProcess(interruption);
      const calm = disturbStripe(arena.emulator(), step, counts);
      const outcome = await process.run(work).then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
      calm();
      if (process.hasStruck && interruption) count(counts, interruption.kind);
      return process.isDead ? null : outcome;
    },
  };
}
