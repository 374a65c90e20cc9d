import { and, eq, gte } from "drizzle-orm";
import { webhookEvents } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { isOfOrganization } from "./inbox-row";

/** How many events received since then were given up and have not been replayed. */
export async function countDeadEvents(ctx: Context, { since }: { since: Date }): Promise<number> {
  requirePermission(ctx.actor, "webhooks:read");
  return withOrg(ctx, (tx) =>
    tx.$count(
      webhookEvents,
      and(isOfOrganization(ctx), gte(webhookEvents.receivedAt, since), eq(webhookEvents.state, "dead")),
    ),
  );
}
