import { and, eq, inArray } from "drizzle-orm";
import { payoutIntents } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import { invalidateBalance } from "../balance/invalidate-balance";
import type { Context } from "../context";
import type { Account } from "../core/account";
import type { ErrorCode } from "../core/errors";
import type { StripePayout } from "../core/payout";
import { actorFacts } from "./actor-facts";
import type { HeldIntent } from "./claim-intent";
import { recordPayout } from "./record-payout";

export type Settlement =
  | { readonly kind: "succeeded"; readonly payout: StripePayout; readonly fetchedAt: Date }
  | {
      readonly kind: "failed";
      readonly code: ErrorCode;
      readonly message: string;
      readonly stripeCode: string | null;
    };

/**
 * Writes down what came of an intent, in one transaction with the payout it made. A payout is recorded whoever holds
 * the intent by now, because it exists; a failure only by the attempt that holds it.
 */
export async function settleIntent(
  ctx: Context,
  account: Account,
  held: HeldIntent,
  settlement: Settlement,
): Promise<void> {
  if (settlement.kind === "failed") {
    await recordFailure(ctx, held, settlement);
    return;
  }
  const { payout, fetchedAt } = settlement;
  const { organizationId, actor, log } = ctx;
  const scope = { organizationId, connectedAccountId: account.id, stripeAccountId: account.stripeAccountId, log };
  const { source } = actorFacts(actor);
  await withOrg(ctx, (tx) =>
    recordPayout(tx, scope, payout, {
      source,
      fetchedAt,
      ...(actor.kind === "system" ? {} : { actor }),
    }),
  );
  invalidateBalance(account.id);
}

async function recordFailure(
  ctx: Context,
  { intent, owner }: HeldIntent,
  { code, message, stripeCode }: Extract<Settlement, { kind: "failed" }>,
): Promise<void> {
  await withOrg(ctx, async (tx) => {
    const [row] = await tx
      .update(payoutIntents)
      .set({
        state: "failed",
        errorCode: code,
        errorMessage: message,
        stripeErrorCode: stripeCode,
        leaseUntil: null,
        owner: null,
        updatedAt: ctx.now(),
      })
      .where(
        and(
          eq(payoutIntents.organizationId, ctx.organizationId),
          eq(payoutIntents.id, intent.id),
          eq(payoutIntents.owner, owner),
          inArray(payoutIntents.state, ["created", "sent"]),
        ),
      )
      .returning({ id: payoutIntents.id });
    if (!row) return;
    await recordAudit(tx, ctx, { action: "payout.refused", subject: intent.id, detail: { code, stripeCode } });
  });
}
