import { sql } from "drizzle-orm";
import type { OrgTransaction } from "@/db/with-org";
import type { Context } from "../context";
import type { Account } from "../core/account";
import type { MirroredKind } from "./mirrored-kind";
import { recordMirrored } from "./record-mirrored";

/**
 * Asks Stripe for one object under the object's lock, which is held until the transaction ends, so that no older
 * answer can come between; gives the act that stores the answer. Who needs several objects asks for all of them
 * first: a stored row stays locked, and nobody should wait for it while Stripe is being asked.
 * Throws a `StripeCallError` for an object that Stripe does not have, and when Stripe does not answer.
 */
export async function askMirrored<T>(
  tx: OrgTransaction,
  ctx: Context,
  account: Pick<Account, "id" | "stripeAccountId">,
  { kind, id }: { kind: MirroredKind<T>; id: string },
): Promise<() => Promise<void>> {
  const lock = `${kind.name}:${account.id}:${id}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`);
  const fetchedAt = await momentOfFetch(tx, ctx, account, { kind, id });
  const row = await kind.get(ctx.stripeFor(account.stripeAccountId), id);
  const scope = { organizationId: ctx.organizationId, connectedAccountId: account.id };
  return () => recordMirrored(tx, scope, kind, { rows: [row], fetchedAt, isNoted: true });
}

/** What is asked for under the lock is the newest, even if the clock of whoever stored the row was ahead of ours. */
async function momentOfFetch<T>(
  tx: OrgTransaction,
  ctx: Context,
  account: Pick<Account, "id">,
  { kind, id }: { kind: MirroredKind<T>; id: string },
): Promise<Date> {
  const { rows } = await tx.execute<{ fetched_ms: string }>(sql`
    select ceil(extract(epoch from fetched_at) * 1000)::text as fetched_ms
    from ${sql.identifier(kind.table)}
    where organization_id = ${ctx.organizationId}
      and connected_account_id = ${account.id}
      and ${sql.identifier(kind.key)} = ${id}`);
  return new Date(Math.max(ctx.now().getTime(), Number(rows[0]?.fetched_ms ?? 0)));
}
