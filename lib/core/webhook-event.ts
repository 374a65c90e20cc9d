/**
 * new: stored, to be acted on next. done: acted on. failed: to be tried again. dead: given up, kept for a person.
 * parked: its account is not connected here yet. ignored: nothing here depends on it.
 */
export const webhookEventStates = ["new", "done", "failed", "dead", "parked", "ignored"] as const;
export type WebhookEventState = (typeof webhookEventStates)[number];

/** After so many attempts that failed an event is given up. */
export const eventAttemptsMax = 8;

/** An event of Stripe's as it stands in the inbox. What its object says is a hint; Stripe is asked for the rest. */
export type WebhookEvent = {
  /** Stripe's id, `evt_…`. */
  readonly id: string;
  readonly type: string;
  /** Stripe's id of the connected account. */
  readonly accountId: string | null;
  readonly state: WebhookEventState;
  /** Since it was received or last replayed. */
  readonly attempts: number;
  /** When Stripe made it. */
  readonly createdAt: Date;
  readonly receivedAt: Date;
  readonly nextAttemptAt: Date | null;
  readonly processedAt: Date | null;
  /** Why it is where it is, as a sentence; null when all went well. */
  readonly lastError: string | null;
  readonly object: { readonly id: string | null; readonly kind: string | null };
  /** Whether acting on it again could change anything here. */
  readonly isReplayable: boolean;
};

export type WebhookEventDetail = WebhookEvent & {
  readonly apiVersion: string | null;
  readonly livemode: boolean;
  /** The plain fields of its object that are kept, as Stripe named them. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  /** Names of the fields that Stripe said had changed. */
  readonly changed: readonly string[];
};
