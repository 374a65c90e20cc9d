import { interruptionKinds } from "./io-points";
import { stripeTroubles } from "./schedule";

/** Every kind of fault that a run of some length must have injected, or it has proved less than it says. */
export const kindsToStrike: readonly string[] = [
  ...interruptionKinds,
  ...stripeTroubles,
  "double_submit",
  "tampered_retry",
  "clock_past_a_day",
  "duplicate_webhooks",
  "shuffled_webhooks",
  "lost_webhooks",
  "stale_webhooks",
  "poison_webhooks",
  "deputy_webhooks",
];
