import { and, eq, isNull, lt, or } from "drizzle-orm";
import { z } from "zod";
import { idempotencyKeys } from "@/db/schema";
import { withOrg, withSystem } from "@/db/with-org";
import type { Context, Services } from "../context";
import { AppError } from "../core/errors";

/** What identifies a write: the same key at another route, or of another organization, is another write. */
export type IdempotentWrite = { readonly route: string; readonly key: string; readonly requestHash: string };
export type StoredAnswer = { readonly status: number; readonly text: string; readonly location: string | null };

/** Kept as text inside JSON, because the column would put members in another order. */
const storedBody = z.object({ text: z.string() });

/** Longer than a write may take; then its process is gone and the next caller may take over. */
const leaseMs = 120_000;
/** Stripe forgets its own keys after a day at the earliest; a week covers every retry a person would still make. */
const keptMs = 7 * 24 * 3600 * 1000;

/**
 * Takes the key for one write, or gives back the answer it already got. Throws `idempotency_key_reused` for another
 * body and `idempotency_key_in_use` while the first is still running.
 */
export async function claimIdempotencyKey(ctx: Context, write: IdempotentWrite): Promise<StoredAnswer | null> {
  const at = ctx.now();
  const leaseUntil = new Date(at.getTime() + leaseMs);
  return withOrg(ctx, async (tx) => {
    const claimed = await tx
      .insert(idempotencyKeys)
      .values({ organizationId: ctx.organizationId, ...write, leaseUntil, createdAt: at })
      .onConflictDoUpdate({
        target: [idempotencyKeys.organizationId, idempotencyKeys.route, idempotencyKeys.key],
        set: { requestHash: write.requestHash, status: null, body: null, location: null, leaseUntil, createdAt: at },
        setWhere: or(
          lt(idempotencyKeys.createdAt, new Date(at.getTime() - keptMs)),
          and(
            isNull(idempotencyKeys.status),
            lt(idempotencyKeys.leaseUntil, at),
            eq(idempotencyKeys.requestHash, write.requestHash),
          ),
        ),
      })
      .returning({ key: idempotencyKeys.key });
    if (claimed.length > 0) return null;
    const [row] = await tx.select().from(idempotencyKeys).where(isRowOf(ctx, write));
    if (row && row.requestHash !== write.requestHash) {
      throw new AppError("idempotency_key_reused", "This idempotency key came with another body before.");
    }
    if (!row || row.status === null) {
      const message = "The first request with this idempotency key is still being processed.";
      throw new AppError("idempotency_key_in_use", message, { retryAfterSeconds: 1 });
    }
    return { status: row.status, location: row.location, ...storedBody.parse(row.body) };
  });
}

/** Keeps the first answer, to be given again; one that comes after it, from a process thought dead, changes nothing. */
export async function keepAnswer(ctx: Context, write: IdempotentWrite, answer: StoredAnswer): Promise<void> {
  const { status, text, location } = answer;
  await withOrg(ctx, (tx) =>
    tx
      .update(idempotencyKeys)
      .set({ status, location, body: { text } })
      .where(and(isRowOf(ctx, write), isNull(idempotencyKeys.status))),
  );
}

/**
 * Lets the key be used again by the same body: nothing final was answered, so the verb must be asked again. It keeps
 * its own record of what has been sent to Stripe.
 */
export async function reopenIdempotencyKey(ctx: Context, write: IdempotentWrite): Promise<void> {
  const passed = new Date(ctx.now().getTime() - 1);
  await withOrg(ctx, (tx) => tx.update(idempotencyKeys).set({ leaseUntil: passed }).where(isRowOf(ctx, write)));
}

/** Forgets a write that was not even tried, so that a mended one may use the key. */
export async function releaseIdempotencyKey(ctx: Context, write: IdempotentWrite): Promise<void> {
  await withOrg(ctx, (tx) =>
    tx.delete(idempotencyKeys).where(and(isRowOf(ctx, write), isNull(idempotencyKeys.status))),
  );
}

/** Removes what nobody will ask for again, for all organizations. */
export async function pruneIdempotencyKeys({ db, now }: Pick<Services, "db" | "now">): Promise<void> {
  const oldest = new Date(now().getTime() - keptMs);
  await withSystem(db, (tx) => tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, oldest)));
}

function isRowOf({ organizationId }: Context, { route, key }: IdempotentWrite) {
  return and(
    eq(idempotencyKeys.organizationId, organizationId),
    eq(idempotencyKeys.route, route),
    eq(idempotencyKeys.key, key),
  );
}
