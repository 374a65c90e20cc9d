import type { Currency } from "./currency";

/**
 * A payment that was tried on a connected account, as Stripe describes it: a `ch_` of the account's own, or a `py_`
 * that came through the platform or by a bank debit. Amounts in minor units of `currency`.
 */
export type StripeCharge = {
  readonly stripeChargeId: string;
  readonly amountMinor: bigint;
  readonly amountCapturedMinor: bigint;
  readonly amountRefundedMinor: bigint;
  readonly currency: Currency;
  /** Stripe's open text: succeeded, pending, failed. */
  readonly status: string;
  readonly isCaptured: boolean;
  /** Only when all of it was refunded. */
  readonly isRefunded: boolean;
  readonly isDisputed: boolean;
  /** Null for a guest. */
  readonly stripeCustomerId: string | null;
  /** Who paid, as {@link customerKeyOf} tells. */
  readonly customerKey: string;
  readonly billingEmail: string | null;
  readonly billingName: string | null;
  readonly description: string | null;
  readonly paymentIntentId: string | null;
  /** Stripe's open text, such as card or us_bank_account. */
  readonly methodType: string | null;
  readonly applicationFeeMinor: bigint | null;
  /** Null while the payment is pending, and for a moment after an asynchronous capture. */
  readonly balanceTransactionId: string | null;
  /** The transfer that brought the money from the platform; null for a charge made on the account itself. */
  readonly sourceTransferId: string | null;
  readonly failureCode: string | null;
  readonly createdAt: Date;
};

/**
 * Who paid, within one connected account: the customer, else the e-mail that came with the payment, whatever its
 * case, else the payment itself, since nothing ties two nameless payments together.
 */
export function customerKeyOf(charge: {
  stripeChargeId: string;
  stripeCustomerId: string | null;
  billingEmail: string | null;
}): string {
  const email = charge.billingEmail?.trim().toLowerCase();
  return charge.stripeCustomerId ?? (email ? email : charge.stripeChargeId);
}
