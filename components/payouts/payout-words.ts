import type { NotCancelableReason, Payout } from "@/lib/core/payout";

/** Something known to have happened to a payout. */
export type RecordedEvent = {
  readonly id: string;
  readonly type: string;
  readonly at: Date;
  readonly source: "webhook" | "sync" | "person" | "api_key" | "sweep";
  readonly stripeEventId: string | null;
  readonly actor: string | null;
};

type EventWords = { readonly title: string; readonly point?: "end" | "bad" };

/** What decides the words for an event: the payout, and what had been recorded of it before. */
export type EventPast = { readonly automatic: boolean; readonly isKnown: boolean; readonly wasPaid: boolean };

/** Plain words for an event. One we do not know keeps its name. */
export function eventWords(type: string, { automatic, isKnown, wasPaid }: EventPast): EventWords {
  const name = type.replace(/^(payout|status)\./, "");
  if (type === "payout.created" && isKnown) return { title: "Announced by Stripe" };
  if (name === "created" || name === "pending") return { title: automatic ? "Created by the schedule" : "Created" };
  if (name === "in_transit") return { title: "On its way to the bank" };
  if (name === "paid") return { title: "Paid", point: "end" };
  if (name === "failed") return { title: wasPaid ? "Returned by the bank" : "Failed", point: "bad" };
  if (name === "canceled") return { title: "Canceled" };
  if (name === "updated") return { title: "Details changed at Stripe" };
  if (name === "reconciliation_completed") return { title: "Breakdown ready" };
  if (type === "cancel.requested") return { title: "Cancel requested" };
  return { title: type };
}

/**
 * What the timeline shows: a status that a fetch had shown early is left out once Stripe has announced it too, unless
 * it was a person or a key that brought it about.
 */
export function toldOnce(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const types = new Set(events.map(({ type }) => type));
  const isAnnounced = (type: string) => type.startsWith("status.") && types.has(type.replace("status.", "payout."));
  return events.filter(({ type, source }) => source === "person" || source === "api_key" || !isAnnounced(type));
}

const sources: Record<RecordedEvent["source"], string> = {
  webhook: "Webhook",
  sync: "Sync",
  person: "A person",
  api_key: "API key",
  sweep: "Check",
};

/** How we know of an event: the person's name where a person did it. */
export function sourceWords({ source, actor }: Pick<RecordedEvent, "source" | "actor">): string {
  if (source === "person") return actor ?? sources.person;
  return source === "api_key" && actor ? `API key ${actor}` : sources[source];
}

/** True when the money had arrived and came back. */
export function isReturned(payout: Pick<Payout, "status">, events: readonly Pick<RecordedEvent, "type">[]): boolean {
  return payout.status === "failed" && events.some(({ type }) => type === "payout.paid" || type === "status.paid");
}

/** When a payout had become known as paid that failed afterwards; null for any other. */
export function returnedAfter(
  payout: Pick<Payout, "status">,
  events: readonly Pick<RecordedEvent, "type" | "at">[],
): Date | null {
  if (!isReturned(payout, events)) return null;
  return events.find(({ type }) => type === "payout.paid" || type === "status.paid")?.at ?? null;
}

/** Why there is no button to cancel, in words; null where nobody would expect one. */
export function notCancelableWords(reason: NotCancelableReason, status: string): string | null {
  if (reason === "already_canceled") return null;
  if (reason === "not_pending") {
    return status === "in_transit" ? "Already on its way to the bank, so it can't be canceled" : null;
  }
  if (status !== "pending" && status !== "in_transit") return null;
  if (reason === "automatic") return "Automatic payouts can't be canceled";
  if (reason === "instant") return "Instant payouts can't be canceled";
  return "This payout takes an earlier one back, so it can't be canceled";
}
