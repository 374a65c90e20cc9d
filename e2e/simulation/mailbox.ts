import { processEvents } from "@/lib/webhooks/process-events";
import { receiveEvent } from "@/lib/webhooks/receive-event";
import { createStream, nextInteger } from "../stripe/random";
import { type Arena, type Letter, type Place, signatureOf, webhookSecret } from "./arena";
import { inOrder, isStrange, strangeLetter } from "./letters";
import type { Delivery } from "./schedule";
import type { Told } from "./told";
import { count, type FaultCounts } from "./trouble";

/** Runs work as a process that may end; null when it did. */
type Runner = (work: () => Promise<void>) => Promise<unknown>;

export type Mailbox = {
  deliver(how: Delivery, run: Runner): Promise<void>;
  /** Brings everything, in order, until nothing more is posted. */
  deliverAll(): Promise<void>;
  loseAll(): Promise<void>;
};

type Setting = { told: Told; counts: FaultCounts; seed: number; place: Place; foreign: Place };
const eventsMax = 40;

/** Letters of Stripe's that wait to be brought. One whose receipt was not confirmed is brought again. */
export function createMailbox(arena: Arena, { told, counts, seed, place, foreign }: Setting): Mailbox {
  const stream = createStream(seed, "mail");
  const waiting: Letter[] = [];
  const brought: Letter[] = [];
  const { services } = arena;

  async function collect(): Promise<void> {
    waiting.push(
      ...(await arena.collectLetters()).filter(({ event }) => event.account === place.account.stripeAccountId),
    );
  }

  async function bring(letter: Letter): Promise<void> {
    await receiveEvent(services, { rawBody: letter.body, signature: signatureOf(services, letter.body) }, [
      webhookSecret,
    ]);
    const { id, type, account = "", data } = letter.event;
    told.events.set(id, { type, account, object: data.object });
    const at = waiting.findIndex((one) => one.id === id);
    if (at >= 0) brought.push(...waiting.splice(at, 1));
  }

  /** As the server does: each letter is stored, and then what came is acted on. */
  async function bringAll(letters: readonly Letter[], run: Runner): Promise<void> {
    await arena.advance(1);
    await run(async () => {
      for (const letter of letters) await bring(letter);
      await processEvents(services, { limit: eventsMax });
    });
  }

  return {
    deliver: async (how, run) => {
      await collect();
      if (how === "lose") {
        const lost = waiting.splice(nextInteger(stream, 0, Math.max(0, waiting.length - 1)), 1);
        count(counts, "lost_webhooks", lost.length);
      }
      const model = [...brought, ...waiting].find(({ event }) => event.type.startsWith("payout."));
      const letter = model && isStrange(how) ? strangeLetter(stream, model.event, { how, foreign }) : null;
      if (letter) count(counts, `${how}_webhooks`);
      // An old state in a new event is told away; of the others nothing can be made.
      if (letter && how !== "stale") told.poison.add(letter.id);
      const chosen = inOrder(stream, how, { waiting, brought });
      if (how === "shuffled") count(counts, "shuffled_webhooks");
      if (how === "twice") count(counts, "duplicate_webhooks", chosen.length);
      await bringAll(letter ? [...chosen, letter] : chosen, run);
    },
    deliverAll: async () => {
      await collect();
      await bringAll([...waiting], (work) => work());
    },
    loseAll: async () => {
      await collect();
      count(counts, "lost_webhooks", waiting.length);
      waiting.length = 0;
    },
  };
}
