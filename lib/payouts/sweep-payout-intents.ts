import { and, asc, inArray, isNull, lte, or } from "drizzle-orm";
import { payoutIntents } from "@/db/schema";
import { withSystem } from "@/db/with-org";
import { contextForSystem, type Services } from "../context";
import { toOrganizationId } from "../core/ids";
import { accountOf } from "./account-of";
import { findIntent } from "./find-intent";
import { pursueQuietly } from "./pursue-quietly";
import { takeIntent } from "./take-intent";

export type SweepResult = { readonly attempted: number; readonly settled: number; readonly open: number };

/** One sweep ends in time for the next; what is left comes first then, because it has waited longest. */
const intentsMax = 50;
/** When Stripe leaves so many attempts in a row without a result, asking on would only hold up the rest of the job. */
const fruitlessMax = 5;

/**
 * Finds out what became of payouts whose attempt ended without a result, for all organizations. Said by several
 * processes at once, each intent is attempted by one of them. Once `budgetMs` are over no further intent is taken up.
 */
export async function sweepPayoutIntents(services: Services, { budgetMs = Infinity } = {}): Promise<SweepResult> {
  const deadline = performance.now() + budgetMs;
  let attempted = 0;
  let settled = 0;
  let fruitless = 0;
  for (const { id, organizationId } of await listDue(services)) {
    if (fruitless >= fruitlessMax || performance.now() >= deadline) break;
    const isSettled = await attempt(services, { id, organizationId });
    if (isSettled === null) continue;
    attempted++;
    if (isSettled) settled++;
    fruitless = isSettled ? 0 : fruitless + 1;
  }
  return { attempted, settled, open: attempted - settled };
}

async function listDue(services: Services): Promise<{ id: string; organizationId: string }[]> {
  return withSystem(services.db, (tx) =>
    tx
      .select({ id: payoutIntents.id, organizationId: payoutIntents.organizationId })
      .from(payoutIntents)
      .where(
        and(
          inArray(payoutIntents.state, ["created", "sent"]),
          or(isNull(payoutIntents.leaseUntil), lte(payoutIntents.leaseUntil, services.now())),
        ),
      )
      .orderBy(asc(payoutIntents.leaseUntil), asc(payoutIntents.id))
      .limit(intentsMax),
  );
}

/** Whether the intent is settled now; null when another process was quicker. */
async function attempt(
  services: Services,
  { id, organizationId }: { id: string; organizationId: string },
): Promise<boolean | null> {
  // The row's own organization is the check that this id may be minted.
  const ctx = contextForSystem(services, toOrganizationId(organizationId), "cron");
  try {
    const held = await takeIntent(ctx, { id });
    if (held === null) return null;
    await pursueQuietly(ctx, await accountOf(ctx, held.intent.connectedAccountId), held);
    const intent = await findIntent(ctx, { id });
    return intent?.state === "succeeded" || intent?.state === "failed";
  } catch (error) {
    services.log.error("An intent could not be swept.", error, { intentId: id });
    return false;
  }
}
