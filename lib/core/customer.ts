/** A customer of a connected account, as Stripe describes it. Of a deleted one Stripe tells no more than its id. */
export type StripeCustomer = {
  readonly stripeCustomerId: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly isDeleted: boolean;
  /** Null for a deleted one. */
  readonly createdAt: Date | null;
};
