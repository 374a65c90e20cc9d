import type { Asking } from "./asking-for";
import type { Handler } from "./handler";

/** What each field of an event's object names. */
type Naming = Partial<Record<(typeof fields)[number], Asking>>;

/** In the order in which the objects are locked, which is one for all events. */
const fields = ["id", "charge", "latest_charge", "subscription"] as const;

/** As Stripe makes ids, and as platforms may choose them for customers; nothing that means something in a path. */
const idPattern = /^\w[\w.@+-]{0,254}$/;

/**
 * Handles events about objects that we mirror: each object the event names is asked for again and stored. A field
 * other than `id` may be empty, since an invoice need not belong to a subscription.
 */
export function objectsChanged(naming: Naming): Handler {
  return async (delivery) => {
    const { object } = delivery.event.payload;
    const changed: { id: string; ask: Asking }[] = [];
    for (const field of fields) {
      const ask = naming[field];
      const id = object[field];
      if (ask === undefined) continue;
      if (typeof id === "string" && idPattern.test(id)) changed.push({ id, ask });
      else if (field === "id") throw new Error("The event names no object.");
    }
    return async (tx) => {
      const stores: (() => Promise<void>)[] = [];
      for (const { id, ask } of changed) stores.push(await ask(tx, delivery, id));
      for (const store of stores) await store();
    };
  };
}
