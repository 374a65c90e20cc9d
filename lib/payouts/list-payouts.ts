import { and, asc, count, desc, eq, gt, lt, or, type SQL } from "drizzle-orm";
import { payouts } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { resolveAccount } from "../accounts/resolve-account";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { decodeCursor, encodeCursor } from "../core/cursor";
import type { ListPayoutsInput } from "../core/list-input";
import { type Page, pageOf } from "../core/page";
import type { Payout } from "../core/payout";
import { payoutFilter } from "./payout-filter";
import { selectPayouts, toPayout } from "./stored-payout";

/**
 * A page of payouts in the order of Stripe's own creation time or of the amount. Throws `not_found` for an account
 * that is not the organization's, and `invalid_request` for a cursor of another order.
 */
export async function listPayouts(ctx: Context, input: ListPayoutsInput): Promise<Page<Payout>> {
  requirePermission(ctx.actor, "payouts:read");
  const { limit, offset, sort, cursor } = input;
  const account = input.accountId === undefined ? null : await resolveAccount(ctx, input.accountId);
  const filter = payoutFilter(ctx, input, account?.id ?? null);
  const { rows, total } = await withOrg(ctx, async (tx) => {
    const found = await selectPayouts(tx)
      .where(and(filter, cursor === undefined ? undefined : isBehind(cursor, input)))
      .orderBy(...orderOf(input))
      .limit(limit + 1)
      .offset(cursor === undefined ? offset : 0);
    const [counted] = await tx.select({ total: count() }).from(payouts).where(filter);
    return { rows: found.map(toPayout), total: counted?.total ?? 0 };
  });
  return pageOf({
    rows,
    limit,
    offset,
    total,
    cursorOf: (last) =>
      encodeCursor(sort, { value: isByAmount(input) ? last.amount.minor : last.createdAt, id: last.id }),
  });
}

function isByAmount({ sort }: ListPayoutsInput): boolean {
  return sort === "amount" || sort === "-amount";
}

function orderOf(input: ListPayoutsInput): SQL[] {
  const direction = input.sort.startsWith("-") ? desc : asc;
  return [direction(isByAmount(input) ? payouts.amount : payouts.created), direction(payouts.id)];
}

/** The rows after the cursor's; our id decides among payouts of one second or one amount. */
function isBehind(cursor: string, input: ListPayoutsInput): SQL | undefined {
  const { value, id } = decodeCursor(cursor, input.sort);
  const isAfter = input.sort.startsWith("-") ? lt : gt;
  const column = isByAmount(input) ? payouts.amount : payouts.created;
  return or(isAfter(column, value), and(eq(column, value), isAfter(payouts.id, id)));
}
