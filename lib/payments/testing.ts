import { sql } from "drizzle-orm";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { Account } from "../core/account";
import { chargeKind } from "./charge-kind";
import { customerKind } from "./customer-kind";
import { disputeKind } from "./dispute-kind";
import type { MirroredKind } from "./mirrored-kind";
import { recordMirrored } from "./record-mirrored";
import { refundKind } from "./refund-kind";
import { subscriptionKind } from "./subscription-kind";

/** Everything of one kind that Stripe lists for an account. */
export async function listedAtStripe<T>(ctx: Context, account: Account, kind: MirroredKind<T>): Promise<T[]> {
  const gateway = ctx.stripeFor(account.stripeAccountId);
  const all: T[] = [];
  let startingAfter: string | undefined;
  for (let hasMore = true; hasMore; ) {
    const page = await kind.list(gateway, { startingAfter });
    all.push(...page.rows);
    startingAfter = page.lastId ?? undefined;
    hasMore = page.hasMore;
  }
  return all;
}

/**
 * What our copies of an account's charges, refunds, disputes, customers and subscriptions say otherwise than Stripe
 * does, as `charges ch_1 differs`; empty when the mirror is exact.
 */
export async function salesDifferences(ctx: Context, account: Account): Promise<string[]> {
  return [
    ...(await differencesOf(ctx, account, chargeKind)),
    ...(await differencesOf(ctx, account, refundKind)),
    ...(await differencesOf(ctx, account, disputeKind)),
    ...(await differencesOf(ctx, account, customerKind)),
    ...(await differencesOf(ctx, account, subscriptionKind)),
  ];
}

class Undo extends Error {}

/** Stores all of it once more, sees what that changes, and takes it back. */
async function differencesOf<T>(ctx: Context, account: Account, kind: MirroredKind<T>): Promise<string[]> {
  const theirs = await listedAtStripe(ctx, account, kind);
  const known = new Set(theirs.map(kind.idOf));
  const scope = { organizationId: ctx.organizationId, connectedAccountId: account.id };
  const moment = new Date("9999-01-01T00:00:00Z");
  const found: string[] = [];
  try {
    await withOrg(ctx, async (tx) => {
      for (let start = 0; start < theirs.length; start += 100) {
        await recordMirrored(tx, scope, kind, { rows: theirs.slice(start, start + 100), fetchedAt: moment });
      }
      const gone = kind.table === "customers" ? sql`deleted_at is not null` : sql`false`;
      const { rows } = await tx.execute<{ id: string; differs: boolean; is_gone: boolean }>(sql`
        select ${sql.identifier(kind.key)} as id, updated_at = ${moment.toISOString()}::timestamptz as differs,
               ${gone} as is_gone
        from ${sql.identifier(kind.table)}
        where organization_id = ${ctx.organizationId} and connected_account_id = ${account.id}`);
      for (const { id, differs, is_gone } of rows) {
        if (differs) found.push(`${kind.table} ${id} differs`);
        else if (!known.has(id) && !is_gone) found.push(`${kind.table} ${id} is ours only`);
      }
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  return found;
}
