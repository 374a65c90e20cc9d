import { and, asc, eq, gt, inArray, lte, or } from "drizzle-orm";
import { connectedAccounts, payouts } from "@/db/schema";
import { withOrg, withSystem } from "@/db/with-org";
import { invalidateBalance } from "../balance/invalidate-balance";
import { type Context, contextForSystem, type Services } from "../context";
import type { Account } from "../core/account";
import { toConnectedAccountId, toOrganizationId, toStripeAccountId } from "../core/ids";
import { openPayoutStatuses, traceDaysMax } from "../core/late-payout";
import { StripeCallError } from "../stripe/errors";
import { refreshPayout } from "./refresh-payout";

export type PayoutSweep = { readonly asked: number; readonly failed: number };

type Due = { readonly account: Pick<Account, "id" | "stripeAccountId">; readonly stripePayoutId: string };

const hourMs = 3_600_000;
/** One sweep ends in time for the next; those asked about longest ago come first then. */
const payoutsMax = 100;
/** When Stripe leaves so many in a row without an answer, asking on would only hold up the rest of the job. */
const fruitlessMax = 5;
/** A payout past its arrival is asked about this often at most. */
const openEveryMs = hourMs;
/** Once a day, with room for a job that does not run to the minute. */
const traceEveryMs = 23 * hourMs;

/**
 * Asks Stripe about payouts of which no event may ever come: those that should have arrived by now, and paid ones whose
 * bank reference is not known yet, since none is sent when it becomes known. Each answer is stored like any other.
 * Once `budgetMs` are over no further payout is asked about.
 */
export async function sweepPayouts(services: Services, { budgetMs = Infinity } = {}): Promise<PayoutSweep> {
  const deadline = performance.now() + budgetMs;
  let asked = 0;
  let failed = 0;
  let fruitless = 0;
  for (const id of await organizationsWithAccounts(services)) {
    // The organization of our own rows is the check that its id may be minted.
    const ctx = contextForSystem(services, toOrganizationId(id), "cron");
    for (const due of await listDue(ctx, payoutsMax - asked)) {
      if (performance.now() >= deadline) return { asked, failed };
      asked++;
      const isAnswered = await ask(ctx, due);
      if (!isAnswered) failed++;
      fruitless = isAnswered ? 0 : fruitless + 1;
      if (fruitless >= fruitlessMax) return { asked, failed };
    }
    if (asked >= payoutsMax) break;
  }
  return { asked, failed };
}

async function organizationsWithAccounts(services: Services): Promise<string[]> {
  const rows = await withSystem(services.db, (tx) =>
    tx
      .selectDistinct({ id: connectedAccounts.organizationId })
      .from(connectedAccounts)
      .where(and(eq(connectedAccounts.state, "active"), eq(connectedAccounts.livemode, services.livemode)))
      .orderBy(connectedAccounts.organizationId),
  );
  return rows.map(({ id }) => id);
}

async function listDue(ctx: Context, limit: number): Promise<Due[]> {
  const now = ctx.now();
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const rows = await withOrg(ctx, (tx) =>
    tx
      .select({
        accountId: connectedAccounts.id,
        stripeAccountId: connectedAccounts.stripeAccountId,
        stripePayoutId: payouts.stripePayoutId,
      })
      .from(payouts)
      .innerJoin(
        connectedAccounts,
        and(
          eq(connectedAccounts.organizationId, payouts.organizationId),
          eq(connectedAccounts.id, payouts.connectedAccountId),
        ),
      )
      .where(
        and(
          eq(payouts.organizationId, ctx.organizationId),
          eq(connectedAccounts.organizationId, ctx.organizationId),
          eq(connectedAccounts.state, "active"),
          lte(payouts.arrivalDate, now),
          or(
            and(inArray(payouts.status, [...openPayoutStatuses]), lte(payouts.fetchedAt, ago(openEveryMs))),
            and(
              eq(payouts.status, "paid"),
              eq(payouts.traceIdStatus, "pending"),
              gt(payouts.arrivalDate, ago((traceDaysMax + 1) * 24 * hourMs)),
              lte(payouts.fetchedAt, ago(traceEveryMs)),
            ),
          ),
        ),
      )
      .orderBy(asc(payouts.fetchedAt), asc(payouts.id))
      .limit(limit),
  );
  return rows.map(({ accountId, stripeAccountId, stripePayoutId }) => ({
    account: { id: toConnectedAccountId(accountId), stripeAccountId: toStripeAccountId(stripeAccountId) },
    stripePayoutId,
  }));
}

/** Whether Stripe answered; one payout that it will not talk about does not stop the others. */
async function ask(ctx: Context, { account, stripePayoutId }: Due): Promise<boolean> {
  try {
    await refreshPayout(ctx, account, stripePayoutId, { source: "sweep" });
    invalidateBalance(account.id);
    return true;
  } catch (error) {
    const accountId = account.stripeAccountId;
    if (!(error instanceof StripeCallError)) {
      ctx.log.error("A payout could not be swept.", error, { accountId, stripePayoutId });
      return false;
    }
    ctx.log.warn("Stripe would not tell about a payout.", { accountId, stripePayoutId, code: error.code });
    return error.reason === "refused";
  }
}
