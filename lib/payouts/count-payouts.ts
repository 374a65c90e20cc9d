import { count } from "drizzle-orm";
import { payouts } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { resolveAccount } from "../accounts/resolve-account";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { type PayoutStatus, payoutStatuses } from "../core/payout";
import { type PayoutFilters, payoutFilter } from "./payout-filter";

/** How many payouts there are of each known status; `all` counts unknown ones too. */
export type PayoutCounts = Readonly<Record<PayoutStatus | "all", number>>;

/**
 * Counts payouts per status under every other filter of a list, so that each count is what its tab will show. Throws
 * `not_found` for an account that is not the organization's.
 */
export async function countPayouts(
  ctx: Context,
  filters: Omit<PayoutFilters, "statuses"> & { accountId?: string },
): Promise<PayoutCounts> {
  requirePermission(ctx.actor, "payouts:read");
  const account = filters.accountId === undefined ? null : await resolveAccount(ctx, filters.accountId);
  const rows = await withOrg(ctx, (tx) =>
    tx
      .select({ status: payouts.status, count: count() })
      .from(payouts)
      .where(payoutFilter(ctx, { ...filters, statuses: undefined }, account?.id ?? null))
      .groupBy(payouts.status),
  );
  const of = (status: string) => rows.find((row) => row.status === status)?.count ?? 0;
  const [pending, in_transit, paid, failed, canceled] = payoutStatuses.map(of);
  return {
    all: rows.reduce((sum, row) => sum + row.count, 0),
    pending: pending ?? 0,
    in_transit: in_transit ?? 0,
    paid: paid ?? 0,
    failed: failed ?? 0,
    canceled: canceled ?? 0,
  };
}
