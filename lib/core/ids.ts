declare const brand: unique symbol;

/** An organization's id, as the sign-in library makes it. Minted only where membership or a key has been checked. */
export type OrganizationId = string & { readonly [brand]: "OrganizationId" };
/** Our own id of a connected account (a UUID); Stripe's is a {@link StripeAccountId}. */
export type ConnectedAccountId = string & { readonly [brand]: "ConnectedAccountId" };
/** Stripe's id of a connected account, `acct_…`. */
export type StripeAccountId = string & { readonly [brand]: "StripeAccountId" };

/** Takes a string that has been checked to name an organization. The caller vouches for the check. */
export function toOrganizationId(value: string): OrganizationId {
  return value as OrganizationId;
}

/** Takes a UUID read from `connected_accounts.id`. The caller vouches for its organization. */
export function toConnectedAccountId(value: string): ConnectedAccountId {
  return value as ConnectedAccountId;
}

const stripeAccountIdPattern = /^acct_[A-Za-z0-9]{1,64}$/;

/** True when a string has the form of Stripe's account id; it says nothing about whether the account exists. */
export function isStripeAccountId(value: string): value is StripeAccountId {
  return stripeAccountIdPattern.test(value);
}

/** Parses Stripe's account id. Throws a plain error for anything else, since callers have validated it before. */
export function toStripeAccountId(value: string): StripeAccountId {
  if (!isStripeAccountId(value)) throw new Error("Not a Stripe account id.");
  return value;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for a UUID in its usual form, which PostgreSQL would accept as `uuid`. */
export function isUuid(value: string): boolean {
  return uuidPattern.test(value);
}

/** True for the form of Stripe's payout id, `po_…`. */
export function isStripePayoutId(value: string): boolean {
  return /^po_[A-Za-z0-9]{1,64}$/.test(value);
}

/** True for the form of Stripe's event id, `evt_…`. */
export function isStripeEventId(value: string): boolean {
  return /^evt_[\w-]{1,250}$/.test(value);
}
