import { desc, isNotNull, sql } from "drizzle-orm";
import { syncRuns } from "@/db/schema";
import { withSystem } from "@/db/with-org";
import type { Services } from "./context";

export type Health = {
  readonly status: "ok" | "degraded";
  readonly database: "ok" | "unreachable";
  /** Judged by the last sync that ended, whoever's it was: asking Stripe here would let anybody make us ask. */
  readonly stripe: "ok" | "failing" | "unknown";
  readonly lastSyncAgeSeconds: number | null;
  readonly time: Date;
};

/** Whether the installation works, as far as anybody may know: no names, no numbers of anyone, no secrets. */
export async function checkHealth({ db, now, log }: Services): Promise<Health> {
  const time = now();
  try {
    const [last] = await withSystem(db, (tx) =>
      tx
        .select({ state: syncRuns.state, finishedAt: syncRuns.finishedAt })
        .from(syncRuns)
        .where(isNotNull(syncRuns.finishedAt))
        .orderBy(desc(sql`${syncRuns.finishedAt}`))
        .limit(1),
    );
    const stripe = !last ? "unknown" : last.state === "failed" ? "failing" : "ok";
    const lastSyncAgeSeconds = last?.finishedAt ? secondsBetween(last.finishedAt, time) : null;
    return { status: stripe === "failing" ? "degraded" : "ok", database: "ok", stripe, lastSyncAgeSeconds, time };
  } catch (error) {
    // The point of this answer is to be given when things are broken; what broke is in the log.
    log.error("The health check could not reach the database.", error);
    return { status: "degraded", database: "unreachable", stripe: "unknown", lastSyncAgeSeconds: null, time };
  }
}

function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000));
}
