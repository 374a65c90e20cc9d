import { nextFraction, nextId, type Stream } from "../stripe/random";
import type { Letter, Place, PostedEvent } from "./arena";
import type { Delivery } from "./schedule";

type Strange = Extract<Delivery, "stale" | "poison" | "deputy">;

export function isStrange(how: Delivery): how is Strange {
  return how === "stale" || how === "poison" || how === "deputy";
}

/** The letters that are brought, as often and in the order in which they are. */
export function inOrder(
  stream: Stream,
  how: Delivery,
  { waiting, brought }: { waiting: readonly Letter[]; brought: readonly Letter[] },
): Letter[] {
  if (how === "shuffled") {
    const placed = waiting.map((letter) => ({ letter, at: nextFraction(stream) }));
    return placed.sort((one, other) => one.at - other.at).map(({ letter }) => letter);
  }
  if (how === "twice") return [...waiting.flatMap((letter) => [letter, letter]), ...brought.slice(-3)];
  return [...waiting];
}

/**
 * A new event made of an earlier one: with the state that its object had then, about an object that never was, or in
 * the name of an account that the object does not belong to.
 */
export function strangeLetter(
  stream: Stream,
  model: PostedEvent,
  { how, foreign }: { how: Strange; foreign: Place },
): Letter {
  const { object } = model.data;
  const changed = {
    stale: {},
    poison: { data: { object: { ...object, id: nextId(stream, "po") } } },
    deputy: { account: foreign.account.stripeAccountId },
  }[how];
  const event = { ...model, ...changed, id: nextId(stream, "evt") };
  return { id: event.id, body: JSON.stringify(event), event };
}
