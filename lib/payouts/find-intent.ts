import { and, eq } from "drizzle-orm";
import { payoutIntents } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { IntentRecord } from "./payout-intent";

/** The organization's intent by its id or by the key its caller gave it, or null. */
export async function findIntent(
  ctx: Context,
  by: { id: string } | { clientKey: string },
): Promise<IntentRecord | null> {
  const [row] = await withOrg(ctx, (tx) =>
    tx
      .select()
      .from(payoutIntents)
      .where(
        and(
          eq(payoutIntents.organizationId, ctx.organizationId),
          "id" in by ? eq(payoutIntents.id, by.id) : eq(payoutIntents.clientKey, by.clientKey),
        ),
      ),
  );
  return row ?? null;
}
