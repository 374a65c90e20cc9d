import { randomUUID } from "node:crypto";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { payoutIntents } from "@/db/schema";
import { type OrgTransaction, withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import type { Context } from "../context";
import type { Account } from "../core/account";
import { AppError } from "../core/errors";
import { formatMoney, type Money, money } from "../core/money";
import type { PayoutMethod } from "../core/payout";
import { actorFacts } from "./actor-facts";
import { leaseMs } from "./intent-rules";
import type { IntentRecord } from "./payout-intent";

/** A payout that passed the checks, with what the account could pay when they were made. */
export type PayoutDraft = {
  readonly account: Account;
  readonly amount: Money;
  readonly method: PayoutMethod;
  readonly description: string | null;
  readonly destination: string | null;
  readonly sourceType: string | null;
  readonly statementDescriptor: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly available: Money;
};

/** An intent and the token that lets one attempt write to it. */
export type HeldIntent = { readonly intent: IntentRecord; readonly owner: string };

/**
 * Writes the intent down before anything is sent, once per caller's key; null when the key has its intent already.
 * Payouts of one account and currency take turns here, and all that is still open counts against what is available.
 * Throws `insufficient_balance` when they do not fit together; nothing is kept then.
 */
export async function claimIntent(
  ctx: Context,
  draft: PayoutDraft,
  { clientKey, requestHash }: { clientKey: string; requestHash: Buffer },
): Promise<HeldIntent | null> {
  const owner = randomUUID();
  return withOrg(ctx, async (tx) => {
    await lockFunds(tx, draft);
    const now = ctx.now();
    const [intent] = await tx
      .insert(payoutIntents)
      .values({
        organizationId: ctx.organizationId,
        connectedAccountId: draft.account.id,
        clientKey,
        requestHash,
        amount: draft.amount.minor,
        currency: draft.amount.currency,
        method: draft.method,
        description: draft.description,
        destination: draft.destination,
        sourceType: draft.sourceType,
        statementDescriptor: draft.statementDescriptor,
        metadata: { ...draft.metadata },
        state: "created",
        leaseUntil: new Date(now.getTime() + leaseMs),
        owner,
        createdBy: actorFacts(ctx.actor).name,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing({ target: [payoutIntents.organizationId, payoutIntents.clientKey] })
      .returning();
    if (!intent) return null;
    await requireRoom(tx, ctx, draft, intent.id);
    await recordAudit(tx, ctx, {
      action: "payout.request",
      subject: intent.id,
      detail: {
        stripeAccountId: draft.account.stripeAccountId,
        amount: draft.amount.minor.toString(),
        currency: draft.amount.currency,
        method: draft.method,
      },
    });
    return { intent, owner };
  });
}

async function lockFunds(tx: OrgTransaction, { account, amount }: PayoutDraft): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`funds:${account.id}:${amount.currency}`}, 0))`);
}

async function requireRoom(tx: OrgTransaction, ctx: Context, draft: PayoutDraft, intentId: string): Promise<void> {
  const { account, amount, available } = draft;
  const [row] = await tx
    .select({ held: sql<string>`coalesce(sum(${payoutIntents.amount}), 0)::bigint` })
    .from(payoutIntents)
    .where(
      and(
        eq(payoutIntents.organizationId, ctx.organizationId),
        eq(payoutIntents.connectedAccountId, account.id),
        eq(payoutIntents.currency, amount.currency),
        inArray(payoutIntents.state, ["created", "sent"]),
        ne(payoutIntents.id, intentId),
      ),
    );
  const held = money(BigInt(row?.held ?? "0"), amount.currency);
  if (held.minor + amount.minor <= available.minor) return;
  throw new AppError(
    "insufficient_balance",
    `Available balance is ${formatMoney(available)}, of which ${formatMoney(held)} is held by payouts still being ` +
      `processed; the payout needs ${formatMoney(amount)}.`,
    { extra: { available: available.minor, held: held.minor, currency: amount.currency } },
  );
}
