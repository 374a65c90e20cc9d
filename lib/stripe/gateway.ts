import type Stripe from "stripe";
import type { Balance } from "../core/balance";
import type { Currency } from "../core/currency";
import type { ExternalAccount } from "../core/external-account";
import type { StripeAccountId } from "../core/ids";
import type { Money } from "../core/money";
import type { PayoutMethod, StripePayout } from "../core/payout";
import type { PayoutSchedule } from "../core/payout-schedule";
import type { StripeTransaction } from "../core/transaction";
import { call, listParams, pageOf, pageSizeMax } from "./listing";
import { mapAccount, mapBalance, mapExternalAccount, mapPayout, mapSchedule, mapTransaction } from "./map";
import { type SalesCalls, salesCalls } from "./sales-calls";

/** A row that cannot be kept exactly, with a sentence that says why. */
export type UnreadableRow = { readonly id: string; readonly reason: string };

/** One page of a list, newest first. `lastId` is the cursor for the next one, and counts unreadable rows too. */
export type Page<T> = {
  readonly rows: readonly T[];
  readonly unreadable: readonly UnreadableRow[];
  readonly hasMore: boolean;
  readonly lastId: string | null;
};

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
export type Gateway = SalesCalls & {
  readonly accountId: StripeAccountId;
  getBalance(): Promise<Balance>;
  /** `payout` lists the rows of one automatic payout, its own row included. */
  listTransactions(request: PageRequest & { payout?: string }): Promise<Page<StripeTransaction>>;
  getTransaction(stripeBalanceTxnId: string): Promise<StripeTransaction>;
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

/**
 * Builds the binding over one client. Options always go last and always name the account: as the first argument
 * they would be sent as parameters, and the call would act on the platform's own account.
 */
export function createGatewayFor(stripe: Stripe): GatewayFor {
  return (accountId) => {
    const options = { stripeAccount: accountId };
    return {
      ...salesCalls(stripe, options),
      accountId,
      getBalance: () => call(async () => mapBalance(await stripe.balance.retrieve({}, options))),
      listTransactions: ({ payout, ...request }) =>
        call(async () => {
          const params = { ...listParams(request), ...(payout ? { payout } : {}) };
          return pageOf(await stripe.balanceTransactions.list(params, options), mapTransaction);
        }),
      getTransaction: (id) =>
        call(async () => mapTransaction(await stripe.balanceTransactions.retrieve(id, {}, options))),
      listPayouts: (request) =>
        call(async () => {
          const params = { ...listParams(request), expand: ["data.destination"] };
          return pageOf(await stripe.payouts.list(params, options), mapPayout);
        }),
      getPayout: (id) => call(async () => mapPayout(await stripe.payouts.retrieve(id, withDestination, options))),
      createPayout: (request, { idempotencyKey }) =>
        call(async () => mapPayout(await stripe.payouts.create(payoutParams(request), { ...options, idempotencyKey }))),
      cancelPayout: (id, { idempotencyKey }) =>
        call(async () => mapPayout(await stripe.payouts.cancel(id, withDestination, { ...options, idempotencyKey }))),
      getAccount: () => call(async () => mapAccount(await stripe.accounts.retrieveCurrent({}, options))),
      getSchedule: () => call(async () => mapSchedule(await stripe.balanceSettings.retrieve({}, options))),
      listExternalAccounts: () => call(() => allExternalAccounts(stripe, accountId)),
    };
  };
}

const withDestination = { expand: ["destination"] };
/** Stripe allows far fewer external accounts on one connected account. */
const externalAccountPagesMax = 10;

function payoutParams(request: PayoutRequest): Stripe.PayoutCreateParams {
  const { amount, method, description, destination, sourceType, statementDescriptor, metadata } = request;
  if (amount.minor > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error("The amount is too large for Stripe.");
  return {
    amount: Number(amount.minor),
    currency: amount.currency,
    method,
    metadata: { ...metadata },
    ...withDestination,
    ...(description === null ? {} : { description }),
    ...(destination === null ? {} : { destination }),
    ...(sourceType === null ? {} : { source_type: sourceType }),
    ...(statementDescriptor === null ? {} : { statement_descriptor: statementDescriptor }),
  };
}

async function allExternalAccounts(stripe: Stripe, accountId: StripeAccountId): Promise<ExternalAccount[]> {
  const accounts: ExternalAccount[] = [];
  let startingAfter: string | undefined;
  for (let page = 0; page < externalAccountPagesMax; page++) {
    const params = { limit: pageSizeMax, ...(startingAfter ? { starting_after: startingAfter } : {}) };
    const list = await stripe.accounts.listExternalAccounts(accountId, params, { stripeAccount: accountId });
    accounts.push(...list.data.map(mapExternalAccount));
    startingAfter = list.data.at(-1)?.id;
    if (!list.has_more || startingAfter === undefined) break;
  }
  return accounts;
}
