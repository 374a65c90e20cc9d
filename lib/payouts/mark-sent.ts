import { and, eq, inArray, sql } from "drizzle-orm";
import { payoutIntents } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { HeldIntent } from "./claim-intent";
import { leaseMs } from "./intent-rules";
import type { IntentRecord } from "./payout-intent";

export type SentIntent = IntentRecord & { readonly sentAt: Date; readonly leaseUntil: Date };

/**
 * Writes down that Stripe is about to be asked; only then may it be. The moment of the first sending stays. Null when
 * another attempt has taken the intent or its outcome has become known.
 */
export async function markSent(ctx: Context, { intent, owner }: HeldIntent): Promise<SentIntent | null> {
  const now = ctx.now();
  const leaseUntil = new Date(now.getTime() + leaseMs);
  const [row] = await withOrg(ctx, (tx) =>
    tx
      .update(payoutIntents)
      .set({
        state: "sent",
        sentAt: sql`coalesce(${payoutIntents.sentAt}, ${now.toISOString()}::timestamptz)`,
        leaseUntil,
        updatedAt: now,
      })
      .where(
        and(
          eq(payoutIntents.organizationId, ctx.organizationId),
          eq(payoutIntents.id, intent.id),
          eq(payoutIntents.owner, owner),
          inArray(payoutIntents.state, ["created", "sent"]),
        ),
      )
      .returning(),
  );
  return row ? { ...row, sentAt: row.sentAt ?? now, leaseUntil } : null;
}
