import { and, eq, inArray } from "drizzle-orm";
import { payoutIntents } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { HeldIntent } from "./claim-intent";

/** Ends an attempt that found nothing out, so that the next one need not wait for the lease. */
export async function releaseIntent(ctx: Context, { intent, owner }: HeldIntent): Promise<void> {
  const now = ctx.now();
  await withOrg(ctx, (tx) =>
    tx
      .update(payoutIntents)
      .set({ leaseUntil: now, owner: null, updatedAt: now })
      .where(
        and(
          eq(payoutIntents.organizationId, ctx.organizationId),
          eq(payoutIntents.id, intent.id),
          eq(payoutIntents.owner, owner),
          inArray(payoutIntents.state, ["created", "sent"]),
        ),
      ),
  );
}
