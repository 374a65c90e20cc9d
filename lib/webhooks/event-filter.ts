import { and, eq, gte, lt, or, type SQL, sql } from "drizzle-orm";
import { webhookEvents } from "@/db/schema";
import type { Context } from "../context";
import type { ListEventsInput } from "../core/list-input";
import { isOfOrganization } from "./inbox-row";

export type EventFilters = Pick<ListEventsInput, "state" | "type" | "q" | "from" | "to"> & {
  readonly connectedAccountId?: string;
};

/** The events of the organization that an input asks for, without page. */
export function eventFilter(
  ctx: Context,
  { state, type, q, from, to, connectedAccountId }: EventFilters,
): SQL | undefined {
  return and(
    isOfOrganization(ctx),
    connectedAccountId === undefined ? undefined : eq(webhookEvents.connectedAccountId, connectedAccountId),
    state === undefined ? undefined : eq(webhookEvents.state, state),
    type === undefined
      ? undefined
      : or(eq(webhookEvents.type, type), sql`starts_with(${webhookEvents.type}, ${`${type}.`})`),
    from === undefined ? undefined : gte(webhookEvents.receivedAt, from),
    to === undefined ? undefined : lt(webhookEvents.receivedAt, to),
    q === undefined
      ? undefined
      : or(eq(webhookEvents.id, q), sql`${webhookEvents.payload} -> 'object' ->> 'id' = ${q}`),
  );
}
