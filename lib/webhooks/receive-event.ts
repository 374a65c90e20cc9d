import { z } from "zod";
import { webhookEvents } from "@/db/schema";
import { withSystem } from "@/db/with-org";
import { type FoundAccount, findAccountByStripeId } from "../accounts/find-account-by-stripe-id";
import type { Services } from "../context";
import { AppError } from "../core/errors";
import { verifyEvent } from "../stripe/verify-event";
import { handlerFor } from "./handlers";
import { toStoredPayload } from "./stored-event";

export type ReceivedEvent = { readonly received: true; readonly duplicate: boolean };

const name = z
  .string()
  .min(1)
  .max(255)
  .refine((text) => text.isWellFormed() && !text.includes("\0"));

/** Only what decides where an event belongs must be right; a strange object is stored, and its event fails visibly. */
const envelope = z.object({
  id: name,
  type: name,
  livemode: z.boolean(),
  created: z.int().min(0).max(253_402_300_799),
  account: name.nullish(),
  api_version: name.nullish().catch(null),
  data: z
    .object({ object: z.unknown().optional(), previous_attributes: z.unknown().optional() })
    .catch({ object: {}, previous_attributes: {} }),
});
type Envelope = z.output<typeof envelope>;

/**
 * Stores an event that Stripe signed, once however often it is delivered. Whose it is follows from its account alone:
 * one that is not linked here is parked until it is, and one without an account concerns no organization. Nothing is
 * done about the event yet, so that answering Stripe never depends on that.
 * Throws `invalid_signature`, and `invalid_request` for a signed body that is no event.
 */
export async function receiveEvent(
  services: Services,
  { rawBody, signature }: { rawBody: string; signature: string | null },
  secrets: readonly string[],
): Promise<ReceivedEvent> {
  const now = services.now();
  const parsed = envelope.safeParse(await verifyEvent({ rawBody, signature, secrets, now }));
  if (!parsed.success) throw new AppError("invalid_request", "The body is signed but is not an event.");
  const event = parsed.data;
  const found = event.account ? await findAccountByStripeId(services, event.account) : null;
  const inserted = await withSystem(services.db, (tx) =>
    tx
      .insert(webhookEvents)
      .values({
        id: event.id,
        type: event.type,
        livemode: event.livemode,
        apiVersion: event.api_version ?? null,
        stripeAccountId: event.account ?? null,
        organizationId: found?.organizationId ?? null,
        connectedAccountId: found?.account.id ?? null,
        payload: toStoredPayload({ object: event.data.object, previous: event.data.previous_attributes }),
        created: new Date(event.created * 1000),
        receivedAt: now,
        nextAttemptAt: now,
        ...outcomeAtReceipt(services, event, found),
      })
      .onConflictDoNothing({ target: webhookEvents.id })
      .returning({ id: webhookEvents.id }),
  );
  return { received: true, duplicate: inserted.length === 0 };
}

/** Where an event starts, with a sentence for those that will not be acted on. */
function outcomeAtReceipt(services: Services, event: Envelope, found: FoundAccount | null) {
  const ignored = (lastError: string) => ({ state: "ignored" as const, lastError });
  if (event.livemode !== services.livemode) {
    return ignored(`A ${event.livemode ? "live" : "test"} event does not concern this installation.`);
  }
  if (!event.account) return ignored("An event of the platform's own concerns no organization.");
  if (handlerFor(event.type) === null) return ignored("Events of this type are not acted on.");
  if (found === null) return { state: "parked" as const, lastError: "The account is not connected here." };
  if (found.account.state === "disconnected") return ignored("The account has been disconnected.");
  return { state: "new" as const, lastError: null };
}
