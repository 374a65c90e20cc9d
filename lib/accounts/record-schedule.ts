import { and, eq } from "drizzle-orm";
import { connectedAccounts } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { Account } from "../core/account";
import { notFound } from "../core/errors";
import type { PayoutSchedule } from "../core/payout-schedule";
import { toAccount, toStoredSchedule } from "./stored-account";

/** Keeps the payout schedule as just read from Stripe. Throws `not_found` for another organization's account. */
export async function recordSchedule(ctx: Context, account: Account, schedule: PayoutSchedule): Promise<Account> {
  const [row] = await withOrg(ctx, (tx) =>
    tx
      .update(connectedAccounts)
      .set({ schedule: toStoredSchedule(schedule), scheduleFetchedAt: ctx.now(), updatedAt: ctx.now() })
      .where(and(eq(connectedAccounts.organizationId, ctx.organizationId), eq(connectedAccounts.id, account.id)))
      .returning(),
  );
  if (!row) throw notFound();
  return toAccount(row);
}
