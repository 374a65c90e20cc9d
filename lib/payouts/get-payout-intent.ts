import { and, eq } from "drizzle-orm";
import { payouts } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { type Context, contextForSystem } from "../context";
import { requirePermission } from "../core/access";
import type { Account } from "../core/account";
import { notFound } from "../core/errors";
import { isUuid } from "../core/ids";
import { accountOf } from "./account-of";
import { findIntent } from "./find-intent";
import { type IntentRecord, type PayoutIntent, toPayoutIntent } from "./payout-intent";
import { pursueQuietly } from "./pursue-quietly";
import { takeIntent } from "./take-intent";

/** Who watches an intent is answered within this; an attempt that takes longer goes on without them. */
const patienceMs = 2_500;

/**
 * What came of a payout that was asked for. An open one whose last attempt is over gets another, so that watching it
 * is enough to find out. Throws `not_found`, also for a malformed id or another organization's.
 */
export async function getPayoutIntent(ctx: Context, { id }: { id: string }): Promise<PayoutIntent> {
  requirePermission(ctx.actor, "payouts:read");
  const intent = isUuid(id) ? await findIntent(ctx, { id }) : null;
  if (intent === null) throw notFound();
  const account = await accountOf(ctx, intent.connectedAccountId);
  if (intent.state === "succeeded" || intent.state === "failed") return show(ctx, account, intent);
  await attemptWithin(patienceMs, ctx, { account, id });
  return show(ctx, account, (await findIntent(ctx, { id })) ?? intent);
}

async function attemptWithin(
  ms: number,
  ctx: Context,
  { account, id }: { account: Account; id: string },
): Promise<void> {
  // Whoever happens to watch did not ask for the payout, so the attempt is the product's own.
  const system = contextForSystem(ctx, ctx.organizationId, "cron");
  const held = await takeIntent(system, { id });
  if (held === null) return;
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((done) => {
    timer = setTimeout(done, ms);
  });
  await Promise.race([pursueQuietly(system, account, held), timeout]);
  clearTimeout(timer);
}

async function show(ctx: Context, account: Account, intent: IntentRecord): Promise<PayoutIntent> {
  const [payout] = await withOrg(ctx, (tx) =>
    tx
      .select({ id: payouts.id })
      .from(payouts)
      .where(and(eq(payouts.organizationId, ctx.organizationId), eq(payouts.intentId, intent.id))),
  );
  return toPayoutIntent(intent, { accountId: account.stripeAccountId, payoutId: payout?.id ?? null });
}
