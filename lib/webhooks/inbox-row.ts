import { eq, sql } from "drizzle-orm";
import { webhookEvents } from "@/db/schema";
import type { Context } from "../context";
import type { WebhookEvent } from "../core/webhook-event";
import { isReplayable } from "./replayable";

/** What the list shows of an event: all but what its object says. */
export const inboxColumns = {
  id: webhookEvents.id,
  type: webhookEvents.type,
  accountId: webhookEvents.stripeAccountId,
  livemode: webhookEvents.livemode,
  state: webhookEvents.state,
  attempts: webhookEvents.attempts,
  createdAt: webhookEvents.created,
  receivedAt: webhookEvents.receivedAt,
  nextAttemptAt: webhookEvents.nextAttemptAt,
  processedAt: webhookEvents.processedAt,
  lastError: webhookEvents.lastError,
  objectId: sql<string | null>`${webhookEvents.payload} -> 'object' ->> 'id'`,
  objectKind: sql<string | null>`${webhookEvents.payload} -> 'object' ->> 'object'`,
};

type InboxRow = Omit<WebhookEvent, "object" | "isReplayable"> & {
  readonly livemode: boolean;
  readonly objectId: string | null;
  readonly objectKind: string | null;
};

/** A stored event in our types. */
export function toWebhookEvent(row: InboxRow, ctx: Context): WebhookEvent {
  const { livemode: _livemode, objectId, objectKind, ...rest } = row;
  const isOver = row.state === "done" || row.state === "dead" || row.state === "ignored" || row.state === "parked";
  return {
    ...rest,
    // Only what is to be tried has a next time.
    nextAttemptAt: isOver ? null : row.nextAttemptAt,
    object: { id: objectId, kind: objectKind },
    isReplayable: isReplayable(row, ctx),
  };
}

/** The events of the organization's accounts. */
export function isOfOrganization({ organizationId }: Pick<Context, "organizationId">) {
  return eq(webhookEvents.organizationId, organizationId);
}
