import { contextForSystem, type Services } from "../context";
import { AppError } from "../core/errors";
import { findAccountByStripeId } from "./find-account-by-stripe-id";
import { organizationIdOf } from "./organization-id-of";
import { recordDisconnect } from "./record-disconnect";

/**
 * Ends the link between an organization and an account; an operator's act. Its history stays readable and nothing
 * more is asked of Stripe. Throws `not_found` when the account is not linked to that organization.
 */
export async function disconnectAccount(
  services: Services,
  { organizationSlug, stripeAccountId }: { organizationSlug: string; stripeAccountId: string },
): Promise<void> {
  const organizationId = await organizationIdOf(services, organizationSlug);
  const found = await findAccountByStripeId(services, stripeAccountId);
  if (found?.organizationId !== organizationId) {
    throw new AppError("not_found", `${stripeAccountId} is not linked to the organization ${organizationSlug}.`);
  }
  await recordDisconnect(contextForSystem(services, organizationId, "operator"), found.account);
}
