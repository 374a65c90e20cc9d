import { sql } from "drizzle-orm";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import type { Currency } from "../core/currency";
import { feeCategories } from "../core/fee-kind";
import type { ReportRange } from "../core/report";
import { isIn, reportScope } from "./report-scope";

/**
 * What the ledger rows of the time took, in minor units of the currency: the fees they carry, and the amounts of those
 * that are fees as a whole. It reads the sums that Stripe gives for each row, while a fee report reads what they are
 * made of. Needs the right to read reports; throws `not_found` for an account that is not ours, and
 * `no_connected_account`.
 */
export async function sumFeesInLedger(
  ctx: Context,
  { range, ...asked }: { range: ReportRange; currency: Currency; accountId?: string | undefined },
): Promise<bigint> {
  requirePermission(ctx.actor, "reports:read");
  const { currency, ownRows } = await reportScope(ctx, {
    currency: asked.currency,
    ...(asked.accountId === undefined ? {} : { accountId: asked.accountId }),
  });
  const categories = sql.join(
    feeCategories.map((category) => sql`${category}`),
    sql`, `,
  );
  const { rows } = await withOrg(ctx, (tx) =>
    tx.execute<{ taken: string }>(sql`
      select coalesce(sum(case when reporting_category in (${categories}) then fee - amount else fee end), 0)::text
               as taken
      from balance_transactions
      where ${ownRows(sql`balance_transactions`)}
        and ${isIn(sql`created`, range)}
        and currency = ${currency}`),
  );
  return BigInt(rows[0]?.taken ?? "0");
}
