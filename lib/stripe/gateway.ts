import type { Balance } from "../core/balance";
import type { Currency } from "../core/currency";
import type { ExternalAccount } from "../core/external-account";
import type { StripeAccountId } from "../core/ids";
import type { Money } from "../core/money";
import type { PayoutMethod, StripePayout } from "../core/payout";
import type { PayoutSchedule } from "../core/payout-schedule";
import type { StripeTransaction } from "../core/transaction";

/** One page of a list, newest first. `lastId` is the cursor for the next one. */
export type Page<T> = { readonly rows: readonly T[]; readonly hasMore: boolean; readonly lastId: string | null };

/** Half-open: created >= from and < to. `limit` 1 to 100. */
export type PageRequest = { from?: Date; to?: Date; startingAfter?: string; limit?: number };

/** What Stripe says of a connected account, as far as we keep it. */
export type StripeAccount = {
  readonly id: StripeAccountId;
  readonly displayName: string | null;
  readonly country: string | null;
  readonly defaultCurrency: Currency;
  readonly chargesEnabled: boolean;
  readonly payoutsEnabled: boolean;
  readonly requirementsDue: readonly string[];
};

export type PayoutRequest = {
  amount: Money;
  method: PayoutMethod;
  description: string | null;
  destination: string | null;
  sourceType: string | null;
  statementDescriptor: string | null;
  metadata: Readonly<Record<string, string>>;
};

/**
 * The calls we make to Stripe, bound to one connected account so that its header cannot be forgotten.
 * Every method throws a `StripeCallError` when Stripe refuses or does not answer.
 */
export type Gateway = {
  readonly accountId: StripeAccountId;
  getBalance(): Promise<Balance>;
  /** `payout` lists the rows of one automatic payout, its own row included. */
  listTransactions(request: PageRequest & { payout?: string }): Promise<Page<StripeTransaction>>;
  listPayouts(request: PageRequest): Promise<Page<StripePayout>>;
  /** With the destination expanded. */
  getPayout(stripePayoutId: string): Promise<StripePayout>;
  createPayout(request: PayoutRequest, options: { idempotencyKey: string }): Promise<StripePayout>;
  cancelPayout(stripePayoutId: string, options: { idempotencyKey: string }): Promise<StripePayout>;
  getAccount(): Promise<StripeAccount>;
  getSchedule(): Promise<PayoutSchedule>;
  listExternalAccounts(): Promise<ExternalAccount[]>;
};

/** Binds the calls to a connected account. */
export type GatewayFor = (accountId: StripeAccountId) => Gateway;
