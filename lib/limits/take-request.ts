import { getTableName, lt, type SQL, sql } from "drizzle-orm";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "@/db/client";
import { requestLimits } from "@/db/schema";
import { withSystem } from "@/db/with-org";
import type { Services } from "../context";
import { measure } from "../timing";

/** How often one caller may ask: `points` requests within `seconds`, counted under the policy's name. */
export type Limit = {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
  /** Some requests are given back, so who is over may be let in again before the window ends. */
  readonly isGivenBack?: boolean;
};

/** What is left of a window: requests, and seconds until it is full again. */
export type Allowance = {
  readonly isOver: boolean;
  readonly left: number;
  readonly seconds: number;
  /** Makes the request one that was never counted. Once its window is over there is nothing to give back. */
  readonly giveBack: () => Promise<void>;
};

type Limiter = RateLimiterMemory | RateLimiterPostgres;
type Limiters = Record<"shared" | "own", Limiter>;
/** By database, since the tests have several, and by policy. */
const limitersOf = new WeakMap<Database, Map<string, Limiters>>();

/**
 * Counts one request of a caller against a limit, for all processes together. A database that cannot count lets this
 * process count for itself: a limit must not be what refuses anybody when something else is broken.
 */
export async function takeRequest(
  { db, log }: Pick<Services, "db" | "log">,
  limit: Limit,
  caller: string,
): Promise<Allowance> {
  const { shared, own } = limiters(db, limit);
  const warn = (error: unknown) =>
    log.warn("Requests are counted by this process alone, since the database could not.", {
      reason: error instanceof Error ? error.message : String(error),
    });
  try {
    const taken = await take(shared, caller);
    // What cannot be given back stays counted until its window ends.
    return { ...taken, giveBack: () => taken.giveBack().catch(warn) };
  } catch (error) {
    warn(error);
    return take(own, caller);
  }
}

/** Removes windows that are over, for all callers. */
export async function pruneRequestLimits({ db, now }: Pick<Services, "db" | "now">): Promise<void> {
  await withSystem(db, (tx) => tx.delete(requestLimits).where(lt(requestLimits.expire, now().getTime())));
}

async function take(limiter: Limiter, caller: string): Promise<Allowance> {
  const allowanceOf = ({ remainingPoints, msBeforeNext }: RateLimiterRes, isOver: boolean): Allowance => {
    const endsAt = Date.now() + msBeforeNext;
    const giveBack = async () => {
      // Given back to a later window, it would be one request more than that one allows.
      if (Date.now() < endsAt) await measure("db", () => limiter.reward(caller));
    };
    return {
      isOver,
      left: isOver ? 0 : remainingPoints,
      seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
      giveBack,
    };
  };
  try {
    return allowanceOf(await measure("db", () => limiter.consume(caller)), false);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return allowanceOf(refused, true);
    throw refused;
  }
}

function limiters(db: Database, limit: Limit): Limiters {
  const known = limitersOf.get(db) ?? new Map<string, Limiters>();
  limitersOf.set(db, known);
  const found = known.get(limit.name) ?? openLimiters(db, limit);
  known.set(limit.name, found);
  return found;
}

function openLimiters(db: Database, { name, points, seconds: duration, isGivenBack = false }: Limit): Limiters {
  const options = { keyPrefix: name, points, duration };
  const shared = new RateLimiterPostgres({
    ...options,
    storeClient: { query: ({ text, values }: Statement) => db.execute(toSql(text, values)) },
    storeType: "client",
    tableName: getTableName(requestLimits),
    // Its table comes with our migrations, and the scheduler empties it.
    tableCreated: true,
    clearExpiredByTimeout: false,
    // Who is over the limit is told so from memory until the window ends.
    inMemoryBlockOnConsumed: isGivenBack ? 0 : points + 1,
  });
  return { shared, own: new RateLimiterMemory(options) };
}

type Statement = { text: string; values: readonly (string | number | null)[] };

/** The library's statement for the one pool that there is, whichever driver it has. */
function toSql(text: string, values: Statement["values"]): SQL {
  const parts = text.split(/\$(\d+)/);
  return sql.join(parts.map((part, index) => (index % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1]}`)));
}
