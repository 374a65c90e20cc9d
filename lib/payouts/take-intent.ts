import { randomUUID } from "node:crypto";
import { and, eq, inArray, isNull, lte, or } from "drizzle-orm";
import { payoutIntents } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { HeldIntent } from "./claim-intent";
import { leaseMs } from "./intent-rules";

/**
 * Takes over an open intent whose last attempt is over or lost; null when another attempt holds it or its outcome is
 * known. The new token makes anything the earlier attempt still writes miss.
 */
export async function takeIntent(ctx: Context, { id }: { id: string }): Promise<HeldIntent | null> {
  const owner = randomUUID();
  const now = ctx.now();
  const [intent] = await withOrg(ctx, (tx) =>
    tx
      .update(payoutIntents)
      .set({ owner, leaseUntil: new Date(now.getTime() + leaseMs) })
      .where(
        and(
          eq(payoutIntents.organizationId, ctx.organizationId),
          eq(payoutIntents.id, id),
          inArray(payoutIntents.state, ["created", "sent"]),
          or(isNull(payoutIntents.leaseUntil), lte(payoutIntents.leaseUntil, now)),
        ),
      )
      .returning(),
  );
  return intent ? { intent, owner } : null;
}
