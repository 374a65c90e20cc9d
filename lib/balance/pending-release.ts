import { sql } from "drizzle-orm";
import { withOrg } from "@/db/with-org";
import { resolveAccount } from "../accounts/resolve-account";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { type Currency, toCurrency } from "../core/currency";

/** What becomes available in one currency on one day of the organization's own time zone. */
export type Release = {
  readonly currency: Currency;
  /** `YYYY-MM-DD`. */
  readonly availableOn: string;
  readonly count: number;
  readonly grossMinor: bigint;
  readonly feeMinor: bigint;
  readonly netMinor: bigint;
};

type ReleaseRow = { currency: string; available_on: string; count: number; gross: string; fee: string; net: string };

/**
 * When the pending balance becomes available, per currency and local day, soonest first; days can be negative.
 * Per currency the nets add up to the pending balance. Throws `not_found` for an account that is not ours.
 */
export async function pendingRelease(ctx: Context, { accountId }: { accountId?: string }): Promise<Release[]> {
  requirePermission(ctx.actor, "balance:read");
  const account = accountId === undefined ? null : await resolveAccount(ctx, accountId);
  const { rows } = await withOrg(ctx, (tx) =>
    tx.execute<ReleaseRow>(sql`
      select currency,
             to_char(available_on at time zone organizations.timezone, 'YYYY-MM-DD') as available_on,
             count(*)::int as count,
             sum(amount)::text as gross,
             sum(fee)::text as fee,
             sum(net_amount)::text as net
      from balance_transactions
      join organizations on organizations.id = balance_transactions.organization_id
      where organization_id = ${ctx.organizationId}
        and available_on > ${ctx.now().toISOString()}::timestamptz
        and balance_type = 'payments'
        ${account === null ? sql`` : sql`and connected_account_id = ${account.id}`}
      group by 1, 2
      order by 2, 1`),
  );
  return rows.map((row) => ({
    currency: toCurrency(row.currency),
    availableOn: row.available_on,
    count: row.count,
    grossMinor: BigInt(row.gross),
    feeMinor: BigInt(row.fee),
    netMinor: BigInt(row.net),
  }));
}
