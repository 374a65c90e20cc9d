import { and, eq, sql } from "drizzle-orm";
import { connectedAccounts } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { Account } from "../core/account";
import { notFound } from "../core/errors";
import type { StripeAccount } from "../stripe/gateway";
import { toAccount } from "./stored-account";

/**
 * Keeps what Stripe says of an account. A write that would change nothing is left out. Throws `not_found` for an
 * account of another organization. Being connected is not decided here: only an operator links an account again.
 */
export async function recordAccount(ctx: Context, account: Account, seen: StripeAccount): Promise<Account> {
  const facts = {
    displayName: seen.displayName,
    country: seen.country,
    defaultCurrency: seen.defaultCurrency,
    chargesEnabled: seen.chargesEnabled,
    payoutsEnabled: seen.payoutsEnabled,
    requirementsDue: [...seen.requirementsDue],
  };
  const isOurs = and(
    eq(connectedAccounts.organizationId, ctx.organizationId),
    eq(connectedAccounts.id, account.id),
    eq(connectedAccounts.stripeAccountId, seen.id),
  );
  const [row] = await withOrg(ctx, async (tx) => {
    await tx
      .update(connectedAccounts)
      .set({ ...facts, updatedAt: ctx.now() })
      .where(
        and(
          isOurs,
          sql`(display_name, country, default_currency, charges_enabled, payouts_enabled, requirements_due)
            is distinct from (${facts.displayName}::text, ${facts.country}::text, ${facts.defaultCurrency}::text,
              ${facts.chargesEnabled}::boolean, ${facts.payoutsEnabled}::boolean,
              array(select jsonb_array_elements_text(${JSON.stringify(facts.requirementsDue)}::jsonb)))`,
        ),
      );
    return tx.select().from(connectedAccounts).where(isOurs);
  });
  if (!row) throw notFound();
  return toAccount(row);
}
