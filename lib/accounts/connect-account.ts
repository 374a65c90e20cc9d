import { and, eq } from "drizzle-orm";
import { connectedAccounts, organizations } from "@/db/schema";
import { type OrgTransaction, withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import { type Context, contextForSystem, type Services } from "../context";
import type { Account } from "../core/account";
import { AppError } from "../core/errors";
import { isStripeAccountId, type StripeAccountId } from "../core/ids";
import { toAppError } from "../stripe/errors";
import type { StripeAccount } from "../stripe/gateway";
import { unparkEvents } from "../webhooks/unpark-events";
import { findAccountByStripeId } from "./find-account-by-stripe-id";
import { organizationIdOf } from "./organization-id-of";
import { recordExternalAccounts } from "./record-external-accounts";
import { recordSchedule } from "./record-schedule";
import { toAccount } from "./stored-account";

/**
 * Links a connected account to an organization: an operator's act, since anybody could type an id into a browser.
 * The first one becomes the default; one that was disconnected is active again. Throws `not_found` for an unknown
 * organization, `invalid_request` for a malformed id, `conflict` for an account linked to another organization,
 * and Stripe's refusals. Events that came before are the organization's from now on, and acted on with the next ones.
 */
export async function connectAccount(
  services: Services,
  { organizationSlug, stripeAccountId }: { organizationSlug: string; stripeAccountId: string },
): Promise<Account> {
  if (!isStripeAccountId(stripeAccountId)) {
    throw new AppError("invalid_request", `${stripeAccountId} is not the id of a Stripe account, such as acct_1AbC.`);
  }
  const organizationId = await organizationIdOf(services, organizationSlug);
  const linked = await findAccountByStripeId(services, stripeAccountId);
  if (linked && linked.organizationId !== organizationId) throw linkedElsewhere(stripeAccountId);
  const ctx = contextForSystem(services, organizationId, "operator");
  const found = await readFromStripe(ctx, stripeAccountId);
  const account = await link(ctx, found.account);
  await recordExternalAccounts(ctx, account, found.externalAccounts);
  const connected = await recordSchedule(ctx, account, found.schedule);
  await unparkEvents(services, connected.stripeAccountId);
  return connected;
}

async function readFromStripe(ctx: Context, stripeAccountId: StripeAccountId) {
  const gateway = ctx.stripeFor(stripeAccountId);
  try {
    return {
      account: await gateway.getAccount(),
      schedule: await gateway.getSchedule(),
      externalAccounts: await gateway.listExternalAccounts(),
    };
  } catch (error) {
    throw toAppError(error);
  }
}

async function link(ctx: Context, seen: StripeAccount): Promise<Account> {
  return withOrg(ctx, async (tx) => {
    // Two operators at once take turns, or both accounts would be the first and claim to be the default.
    await tx.select().from(organizations).where(eq(organizations.id, ctx.organizationId)).for("update");
    const facts = factsOf(ctx, seen);
    const takesDefault = !(await hasActiveDefault(tx, ctx));
    if (takesDefault) await dropDefault(tx, ctx);
    const [row] = await tx
      .insert(connectedAccounts)
      .values({
        ...facts,
        organizationId: ctx.organizationId,
        stripeAccountId: seen.id,
        isDefault: takesDefault,
      })
      .onConflictDoUpdate({
        target: connectedAccounts.stripeAccountId,
        set: takesDefault ? { ...facts, isDefault: true } : facts,
        setWhere: eq(connectedAccounts.organizationId, ctx.organizationId),
      })
      .returning();
    if (!row) throw linkedElsewhere(seen.id);
    await recordAudit(tx, ctx, { action: "account.connect", subject: seen.id });
    return toAccount(row);
  });
}

function linkedElsewhere(stripeAccountId: string): AppError {
  return new AppError("conflict", `${stripeAccountId} is linked to another organization. Nothing was changed.`);
}

function factsOf(ctx: Context, seen: StripeAccount) {
  return {
    livemode: ctx.livemode,
    displayName: seen.displayName,
    country: seen.country,
    defaultCurrency: seen.defaultCurrency,
    chargesEnabled: seen.chargesEnabled,
    payoutsEnabled: seen.payoutsEnabled,
    requirementsDue: [...seen.requirementsDue],
    state: "active" as const,
    disconnectedAt: null,
    updatedAt: ctx.now(),
  };
}

async function hasActiveDefault(tx: OrgTransaction, ctx: Context): Promise<boolean> {
  const rows = await tx
    .select({ id: connectedAccounts.id })
    .from(connectedAccounts)
    .where(and(isDefaultOf(ctx), eq(connectedAccounts.state, "active")))
    .limit(1);
  return rows.length > 0;
}

/** A default that is disconnected makes room for an account that can be used. */
async function dropDefault(tx: OrgTransaction, ctx: Context): Promise<void> {
  await tx.update(connectedAccounts).set({ isDefault: false }).where(isDefaultOf(ctx));
}

function isDefaultOf(ctx: Context) {
  return and(eq(connectedAccounts.organizationId, ctx.organizationId), eq(connectedAccounts.isDefault, true));
}
