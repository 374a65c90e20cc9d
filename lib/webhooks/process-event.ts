import { and, eq, inArray } from "drizzle-orm";
import { webhookEvents } from "@/db/schema";
import { type OrgTransaction, withOrg, withSystem } from "@/db/with-org";
import { findAccountByStripeId } from "../accounts/find-account-by-stripe-id";
import { type Context, contextForSystem, type Services } from "../context";
import { eventAttemptsMax } from "../core/webhook-event";
import { withTurn } from "../payouts/with-turn";
import { StripeCallError } from "../stripe/errors";
import type { ClaimedEvent } from "./claim-event";
import { handlerFor } from "./handlers";
import { readPayload, type StoredPayload } from "./stored-event";

const firstPauseMs = 60_000;
const longestPauseMs = 6 * 3_600_000;

/**
 * Acts on one claimed event: its effect and the mark that it is done are one transaction. Whatever goes wrong is
 * kept with the event, which is tried again after one minute and then ever later, and given up after eight attempts.
 */
export async function processEvent(services: Services, event: ClaimedEvent): Promise<"done" | "failed" | "dead"> {
  try {
    await act(services, event);
    return "done";
  } catch (error) {
    const isFinal = event.attempts >= eventAttemptsMax || isGone(error);
    services.log.error("A webhook event could not be processed.", error, {
      eventId: event.id,
      type: event.type,
      attempts: event.attempts,
    });
    await noteFailure(services, event, { error, isFinal });
    return isFinal ? "dead" : "failed";
  }
}

async function act(services: Services, event: ClaimedEvent): Promise<void> {
  const handler = handlerFor(event.type);
  const found = event.stripeAccountId ? await findAccountByStripeId(services, event.stripeAccountId) : null;
  const { organizationId } = event;
  if (handler === null || found === null || organizationId !== found.organizationId) {
    throw new Error("There is nobody to act for.");
  }
  const ctx = contextForSystem(services, found.organizationId, "webhook");
  if (found.account.state === "disconnected") {
    await withOrg(ctx, (tx) =>
      close(tx, ctx, event, { state: "ignored", lastError: "The account has been disconnected." }),
    );
    return;
  }
  const { id, type, created, receivedAt, nextAttemptAt } = event;
  const payload = await payloadOf(ctx, event);
  const effect = await handler({
    ctx,
    account: found.account,
    event: { id, type, createdAt: created, dueAt: nextAttemptAt ?? receivedAt, payload },
  });
  await withTurn(() =>
    withOrg(ctx, async (tx) => {
      await effect(tx);
      await close(tx, ctx, event, { state: "done", lastError: null });
    }),
  );
}

async function payloadOf(ctx: Context, event: ClaimedEvent): Promise<StoredPayload> {
  const [row] = await withOrg(ctx, (tx) =>
    tx.select({ payload: webhookEvents.payload }).from(webhookEvents).where(isEventOf(ctx, event)),
  );
  return readPayload(row?.payload);
}

function isEventOf({ organizationId }: Context, { id }: ClaimedEvent) {
  return and(eq(webhookEvents.organizationId, organizationId), eq(webhookEvents.id, id));
}

async function close(
  tx: OrgTransaction,
  ctx: Context,
  event: ClaimedEvent,
  outcome: { state: "done" | "ignored"; lastError: string | null },
): Promise<void> {
  await tx
    .update(webhookEvents)
    .set({ ...outcome, processedAt: ctx.now(), leaseUntil: null, nextAttemptAt: null })
    .where(isEventOf(ctx, event));
}

/** What the account does not have today it will not have tomorrow; somebody has to look at such an event. */
function isGone(error: unknown): boolean {
  return error instanceof StripeCallError && error.code === "resource_missing";
}

async function noteFailure(
  { db, now }: Services,
  event: ClaimedEvent,
  { error, isFinal }: { error: unknown; isFinal: boolean },
): Promise<void> {
  const pauseMs = Math.min(firstPauseMs * 2 ** (event.attempts - 1), longestPauseMs);
  await withSystem(db, (tx) =>
    tx
      .update(webhookEvents)
      .set({
        state: isFinal ? "dead" : "failed",
        leaseUntil: null,
        nextAttemptAt: isFinal ? null : new Date(now().getTime() + pauseMs),
        lastError: sentenceFor(error),
      })
      // Not one that turned out to be done after all, its answer having been lost on the way.
      .where(and(eq(webhookEvents.id, event.id), inArray(webhookEvents.state, ["new", "failed"]))),
  );
}

/** A sentence for people; what other software said may hold secrets and stays in the log. */
function sentenceFor(error: unknown): string {
  return error instanceof StripeCallError ? error.message : "The event could not be processed.";
}
