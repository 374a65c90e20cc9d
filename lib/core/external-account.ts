import type { Currency } from "./currency";

/** A bank account or debit card payouts can go to; only what may be shown. */
export type ExternalAccount = {
  readonly id: string;
  readonly kind: "bank_account" | "card";
  readonly bankName: string | null;
  readonly brand: string | null;
  readonly last4: string;
  readonly country: string | null;
  readonly currency: Currency | null;
  readonly status: string | null;
  readonly isDefaultForCurrency: boolean;
  /** Methods Stripe lists for it, such as `standard` and `instant`. */
  readonly payoutMethods: readonly string[];
};

/** Stripe stops all payouts to an account in these states until it is replaced. */
export function isUsable(account: Pick<ExternalAccount, "status">): boolean {
  return account.status !== "errored" && account.status !== "verification_failed";
}
