import type { Handler } from "./handler";
import type { Refresh } from "./refresh-of";

/** What each field of an event's object names, in the order in which the objects are locked. */
type Naming = Partial<Record<"id" | "charge" | "latest_charge" | "subscription", Refresh>>;

/** As Stripe makes ids, and as platforms may choose them for customers; nothing that means something in a path. */
const idPattern = /^\w[\w.@+-]{0,254}$/;

/**
 * Handles events about objects that we mirror: each object the event names is asked for again and stored. A field
 * other than `id` may be empty, since an invoice need not belong to a subscription.
 */
export function objectsChanged(naming: Naming): Handler {
  return async (delivery) => {
    const { object } = delivery.event.payload;
    const changed: { id: string; refresh: Refresh }[] = [];
    for (const field of ["id", "charge", "latest_charge", "subscription"] as const) {
      const refresh = naming[field];
      const id = object[field];
      if (refresh === undefined) continue;
      if (typeof id === "string" && idPattern.test(id)) changed.push({ id, refresh });
      else if (field === "id") throw new Error("The event names no object.");
    }
    return async (tx) => {
      for (const { id, refresh } of changed) await refresh(tx, delivery, id);
    };
  };
}
