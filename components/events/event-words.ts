import { eventAttemptsMax, type WebhookEvent, type WebhookEventState } from "@/lib/core/webhook-event";

export const eventStateLabels: Readonly<Record<WebhookEventState, string>> = {
  new: "Waiting",
  done: "Done",
  failed: "Failed",
  dead: "Given up",
  parked: "Parked",
  ignored: "Ignored",
};

/** The badge of a state: only what is given up is bad, since what failed is tried again. */
export const eventStateTones = {
  new: "plain",
  done: "good",
  failed: "waiting",
  dead: "bad",
  parked: "plain",
  ignored: "plain",
} as const satisfies Readonly<Record<WebhookEventState, string>>;

/** How often it was acted on, and how often it may be before it is given up. */
export function attemptsWords({ state, attempts }: Pick<WebhookEvent, "state" | "attempts">): string {
  if (attempts === 0) return "None";
  if (state === "failed" || state === "new") return `${attempts} of ${eventAttemptsMax}`;
  return attempts.toLocaleString("en-US");
}

const meanings: Readonly<Record<WebhookEventState, string>> = {
  new: "It is stored and will be acted on next.",
  done: "It has been acted on.",
  failed: "It could not be acted on and will be tried again.",
  dead: "It was given up. Replay it once the reason is mended; until then each sync reads what it announced.",
  parked: "Its account is not connected yet. It will be acted on when it is.",
  ignored: "Nothing here depends on it.",
};

/** What a state means for a person, as a sentence. */
export function stateMeaning(state: WebhookEventState): string {
  return meanings[state];
}

/** The line about events that were given up. */
export function deadEventsWords(count: number): string {
  const events = count === 1 ? "1 webhook event was" : `${count.toLocaleString("en-US")} webhook events were`;
  return `${events} given up after failing.`;
}

/** What else there is to know about events that were given up. */
export const deadEventsAdvice =
  "What they announced is read from Stripe with each sync all the same. Replay them once the reason is mended.";
