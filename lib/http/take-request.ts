import { getTableName, lt, type SQL, sql } from "drizzle-orm";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "@/db/client";
import { requestLimits } from "@/db/schema";
import { withSystem } from "@/db/with-org";
import type { Services } from "../context";
import { measure } from "../timing";
import { type LimitPolicy, limitPolicies } from "./limit-policies";

/** What is left of a window: requests, and seconds until it is full again. */
export type Allowance = { readonly isOver: boolean; readonly left: number; readonly seconds: number };

type Limiters = Record<"shared" | "own", RateLimiterMemory | RateLimiterPostgres>;
/** By database, since the tests have several, and by policy. */
const limitersOf = new WeakMap<Database, Map<LimitPolicy, Limiters>>();

/**
 * Counts one request of a caller against a policy, for all processes together. A database that cannot count lets this
 * process count for itself: a limit must not be what refuses anybody when something else is broken.
 */
export async function takeRequest(
  { db, log }: Pick<Services, "db" | "log">,
  policy: LimitPolicy,
  caller: string,
): Promise<Allowance> {
  const { shared, own } = limiters(db, policy);
  try {
    return await take(shared, caller);
  } catch (error) {
    log.warn("Requests are counted by this process alone, since the database could not.", {
      reason: error instanceof Error ? error.message : String(error),
    });
    return take(own, caller);
  }
}

/** Removes windows that are over, for all callers. */
export async function pruneRequestLimits({ db, now }: Pick<Services, "db" | "now">): Promise<void> {
  await withSystem(db, (tx) => tx.delete(requestLimits).where(lt(requestLimits.expire, now().getTime())));
}

async function take(limiter: Limiters["shared"], caller: string): Promise<Allowance> {
  try {
    return allowanceOf(await measure("db", () => limiter.consume(caller)), false);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return allowanceOf(refused, true);
    throw refused;
  }
}

function allowanceOf({ remainingPoints, msBeforeNext }: RateLimiterRes, isOver: boolean): Allowance {
  return { isOver, left: isOver ? 0 : remainingPoints, seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) };
}

function limiters(db: Database, policy: LimitPolicy): Limiters {
  const known = limitersOf.get(db) ?? new Map<LimitPolicy, Limiters>();
  limitersOf.set(db, known);
  const found = known.get(policy) ?? openLimiters(db, policy);
  known.set(policy, found);
  return found;
}

function openLimiters(db: Database, policy: LimitPolicy): Limiters {
  const { points, seconds: duration } = limitPolicies[policy];
  const options = { keyPrefix: policy, points, duration };
  const shared = new RateLimiterPostgres({
    ...options,
    storeClient: { query: ({ text, values }: Statement) => db.execute(toSql(text, values)) },
    storeType: "client",
    tableName: getTableName(requestLimits),
    // Its table comes with our migrations, and the scheduler empties it.
    tableCreated: true,
    clearExpiredByTimeout: false,
    // Who is over the limit is told so from memory until the window ends.
    inMemoryBlockOnConsumed: points + 1,
  });
  return { shared, own: new RateLimiterMemory(options) };
}

type Statement = { text: string; values: readonly (string | number | null)[] };

/** The library's statement for the one pool that there is, whichever driver it has. */
function toSql(text: string, values: Statement["values"]): SQL {
  const parts = text.split(/\$(\d+)/);
  return sql.join(parts.map((part, index) => (index % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1]}`)));
}
