import { createHash, randomUUID } from "node:crypto";
import { inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rateLimits } from "@/db/schema";
import { getEnv } from "../env";

/** Wrong passwords that are let through per window, for one e-mail and from one address. */
export const failuresMax = { email: 10, address: 30 } as const;
export const windowSeconds = 300;

export type SignInAttempt = { readonly email: string; readonly headers: Headers };

/**
 * Seconds to wait before another attempt may be made, or null when it may be made now. Only failures count, so a
 * person who knows the password is never slowed down by their own success.
 */
export async function secondsToWait(db: Database, attempt: SignInAttempt, now = new Date()): Promise<number | null> {
  if (!getEnv().hasRateLimits) return null;
  const limits = limitsOf(attempt);
  const keys = limits.map((limit) => limit.key);
  const rows = await db.select().from(rateLimits).where(inArray(rateLimits.key, keys));
  const waits = rows.flatMap(({ key, count, lastRequest }) => {
    const max = limits.find((limit) => limit.key === key)?.max ?? Number.POSITIVE_INFINITY;
    const left = Math.ceil((lastRequest + windowSeconds * 1000 - now.getTime()) / 1000);
    return count >= max && left > 0 ? [left] : [];
  });
  return waits.length > 0 ? Math.max(...waits) : null;
}

/** Counts one failure; a window begins with its first. */
export async function recordSignInFailure(db: Database, attempt: SignInAttempt, now = new Date()): Promise<void> {
  if (!getEnv().hasRateLimits) return;
  const nowMs = now.getTime();
  const values = limitsOf(attempt).map(({ key }) => ({ id: randomUUID(), key, count: 1, lastRequest: nowMs }));
  const isOver = sql`${rateLimits.lastRequest} <= ${nowMs - windowSeconds * 1000}`;
  await db
    .insert(rateLimits)
    .values(values)
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        count: sql`case when ${isOver} then 1 else ${rateLimits.count} + 1 end`,
        lastRequest: sql`case when ${isOver} then ${nowMs} else ${rateLimits.lastRequest} end`,
      },
    });
}

/** E-mails are hashed: this table must not become a list of who tried. */
function limitsOf({ email, headers }: SignInAttempt): { key: string; max: number }[] {
  const byEmail = createHash("sha256").update(email.trim().toLowerCase()).digest("base64url");
  const limits: { key: string; max: number }[] = [{ key: `sign-in:email:${byEmail}`, max: failuresMax.email }];
  const address = headers.get("x-forwarded-for")?.split(",")[0]?.trim();
  // Behind no proxy nobody vouches for an address; the limit per e-mail still holds.
  if (address) limits.push({ key: `sign-in:address:${address.slice(0, 64)}`, max: failuresMax.address });
  return limits;
}
