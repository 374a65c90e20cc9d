import type Stripe from "stripe";
import type { Balance, InstantAvailable, SourceAmount } from "../core/balance";
import type { ExternalAccount } from "../core/external-account";
import { isStripeAccountId } from "../core/ids";
import type { PayoutDestination, StripePayout } from "../core/payout";
import type { PayoutSchedule } from "../core/payout-schedule";
import type { FeeDetail, StripeTransaction } from "../core/transaction";
import { UnreadableObjectError } from "./errors";
import type { StripeAccount } from "./gateway";
import { currencyOf, decimalText, idOf, instantOf, minorOf, moneyOf, textOf, textsOf } from "./map-scalars";

/** All of it in our types. Throws UnreadableObjectError for amounts beyond 2^53 - 1, which have lost their last digits. */
export function mapBalance(balance: Stripe.Balance): Balance {
  const owner = "balance";
  return {
    available: balance.available.map((entry) => moneyOf(owner, entry)),
    availableBySource: balance.available.flatMap((entry) => sourcesOf(owner, entry)),
    pending: balance.pending.map((entry) => moneyOf(owner, entry)),
    connectReserved: (balance.connect_reserved ?? []).map((entry) => moneyOf(owner, entry)),
    instantAvailable: (balance.instant_available ?? []).map((entry) => instantAvailableOf(owner, entry)),
    ...apartOf(owner, balance),
    livemode: balance.livemode,
  };
}

/** What is kept apart from payments, by the balance type of its rows. */
function apartOf(owner: string, { issuing, refund_and_dispute_prefunding: prefunding }: Stripe.Balance) {
  const apart = [
    ...(issuing?.available ?? []).map((entry) => ({ ...moneyOf(owner, entry), balanceType: "issuing" })),
    ...[...(prefunding?.available ?? []), ...(prefunding?.pending ?? [])].map((entry) => ({
      ...moneyOf(owner, entry),
      balanceType: "refund_and_dispute_prefunding",
    })),
  ];
  return apart.length > 0 ? { apart } : {};
}

/** A ledger row. Throws UnreadableObjectError as above, and where `net` is not `amount - fee`. Unknown types pass. */
export function mapTransaction(row: Stripe.BalanceTransaction): StripeTransaction {
  const amountMinor = minorOf(row.id, row.amount);
  const feeMinor = minorOf(row.id, row.fee);
  const netMinor = minorOf(row.id, row.net);
  if (netMinor !== amountMinor - feeMinor) {
    throw new UnreadableObjectError(row.id, `The net ${row.net} of ${row.id} is not ${row.amount} minus ${row.fee}.`);
  }
  return {
    stripeBalanceTxnId: row.id,
    amountMinor,
    feeMinor,
    netMinor,
    currency: currencyOf(row.id, row.currency),
    type: row.type,
    reportingCategory: row.reporting_category,
    balanceType: row.balance_type,
    sourceId: idOf(row.source),
    description: textOf(row.description),
    exchangeRate: row.exchange_rate === null ? null : decimalText(row.exchange_rate),
    feeDetails: row.fee_details.map((detail) => feeDetailOf(row.id, detail)),
    availableOn: instantOf(row.available_on),
    createdAt: instantOf(row.created),
  };
}

/** A payout. Throws UnreadableObjectError as above. Unknown statuses, methods and failure codes pass. */
export function mapPayout(payout: Stripe.Payout): StripePayout {
  return {
    stripePayoutId: payout.id,
    amount: moneyOf(payout.id, payout),
    status: payout.status,
    arrivalDate: instantOf(payout.arrival_date),
    createdAt: instantOf(payout.created),
    automatic: payout.automatic,
    method: payout.method,
    type: payout.type,
    sourceType: payout.source_type ?? null,
    destination: destinationOf(payout.destination),
    description: textOf(payout.description),
    statementDescriptor: textOf(payout.statement_descriptor),
    failureCode: payout.failure_code,
    failureMessage: textOf(payout.failure_message),
    balanceTransactionId: idOf(payout.balance_transaction),
    failureBalanceTransactionId: idOf(payout.failure_balance_transaction),
    originalPayoutId: idOf(payout.original_payout),
    reversedById: idOf(payout.reversed_by),
    reconciliationStatus: payout.reconciliation_status ?? null,
    traceId: payout.trace_id ? { status: payout.trace_id.status, value: textOf(payout.trace_id.value) } : null,
    applicationFeeMinor:
      typeof payout.application_fee_amount === "number" ? minorOf(payout.id, payout.application_fee_amount) : null,
    metadata: textsOf(payout.metadata ?? {}),
    livemode: payout.livemode,
  };
}

/** A connected account, of which we keep a few facts only. */
export function mapAccount(account: Stripe.Account): StripeAccount {
  const name = account.business_profile?.name || account.settings?.dashboard.display_name || null;
  const due = [...(account.requirements?.past_due ?? []), ...(account.requirements?.currently_due ?? [])];
  if (!isStripeAccountId(account.id)) throw new UnreadableObjectError(account.id, "Not an account id.");
  return {
    id: account.id,
    displayName: textOf(name),
    country: account.country ?? null,
    defaultCurrency: currencyOf(account.id, account.default_currency ?? ""),
    chargesEnabled: account.charges_enabled,
    payoutsEnabled: account.payouts_enabled,
    requirementsDue: [...new Set(due)],
  };
}

/** The payout schedule out of the balance settings. Without one, Stripe pays out only when asked: manual. */
export function mapSchedule({ payments }: Stripe.BalanceSettings): PayoutSchedule {
  const { payouts } = payments;
  return {
    interval: payouts?.schedule?.interval ?? "manual",
    weeklyPayoutDays: payouts?.schedule?.weekly_payout_days ?? [],
    monthlyPayoutDays: payouts?.schedule?.monthly_payout_days ?? [],
    status: payouts?.status ?? null,
    delayDays: payments.settlement_timing?.delay_days ?? null,
    statementDescriptor: textOf(payouts?.statement_descriptor),
    debitNegativeBalances: payments.debit_negative_balances,
    minimumBalances: Object.entries(payouts?.minimum_balance_by_currency ?? {}).map(([currency, amount]) => ({
      currency,
      minor: minorOf("balance_settings", amount),
    })),
  };
}

/** A bank account or card. Only what may be shown is taken: no routing number, no fingerprint, no holder. */
export function mapExternalAccount(account: Stripe.BankAccount | Stripe.Card): ExternalAccount {
  const common = {
    id: account.id,
    last4: account.last4,
    country: account.country ?? null,
    currency: account.currency ? currencyOf(account.id, account.currency) : null,
    status: account.status ?? null,
    isDefaultForCurrency: account.default_for_currency ?? false,
    payoutMethods: account.available_payout_methods ?? [],
  };
  return account.object === "card"
    ? { ...common, kind: "card", bankName: null, brand: textOf(account.brand) }
    : { ...common, kind: "bank_account", bankName: textOf(account.bank_name), brand: null };
}

function destinationOf(destination: Stripe.Payout["destination"]): PayoutDestination | null {
  if (destination === null) return null;
  if (typeof destination === "string") return { id: destination, kind: null, ...nothingKnown };
  if (destination.deleted) return { id: destination.id, kind: destination.object, ...nothingKnown };
  const { id, kind, bankName, brand, last4, country, currency, status } = mapExternalAccount(destination);
  return { id, kind, bankName, brand, last4, country, currency, status };
}

const nothingKnown = { bankName: null, brand: null, last4: null, country: null, currency: null, status: null };

function instantAvailableOf(owner: string, entry: Stripe.Balance.InstantAvailable): InstantAvailable {
  const destinations = (entry.net_available ?? []).map(({ destination, amount }) => ({
    id: destination,
    netMinor: minorOf(owner, amount),
  }));
  return { ...moneyOf(owner, entry), destinations };
}

function sourcesOf(owner: string, entry: Stripe.Balance.Available): SourceAmount[] {
  return Object.entries(entry.source_types ?? {}).flatMap(([sourceType, amount]) =>
    typeof amount === "number" ? [{ ...moneyOf(owner, { amount, currency: entry.currency }), sourceType }] : [],
  );
}

function feeDetailOf(owner: string, detail: Stripe.BalanceTransaction.FeeDetail): FeeDetail {
  const { minor, currency } = moneyOf(owner, detail);
  return { type: detail.type, minor, currency, description: textOf(detail.description) };
}
