import { readFileSync } from "node:fs";
import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { mapAccount, mapBalance, mapExternalAccount, mapPayout, mapSchedule, mapTransaction } from "./map";
import { mapCharge, mapDispute, mapRefund } from "./map-charge";
import { mapCustomer, mapSubscription } from "./map-customer";
import * as samples from "./map-samples";
import * as sales from "./sales-samples";

/** Stripe's published fixtures, when STRIPE_FIXTURES names the file; our own samples always. */
const path = process.env.STRIPE_FIXTURES;
const ours = { ...samples, ...sales };
const everything: unknown[] = path ? [ours, JSON.parse(readFileSync(path, "utf8"))] : [ours];

describe("objects as Stripe publishes them", () => {
  it("keeps every balance transaction without loss", () => {
    for (const row of objectsOf<Stripe.BalanceTransaction>("balance_transaction")) {
      const mapped = mapTransaction(row);
      expect({
        amount: Number(mapped.amountMinor),
        fee: Number(mapped.feeMinor),
        net: Number(mapped.netMinor),
        currency: mapped.currency,
        type: mapped.type,
        reporting_category: mapped.reportingCategory,
        description: mapped.description,
        exchange_rate: mapped.exchangeRate === null ? null : Number(mapped.exchangeRate),
        available_on: mapped.availableOn.getTime() / 1000,
        created: mapped.createdAt.getTime() / 1000,
        details: mapped.feeDetails.length,
      }).toEqual({ ...pick(row, transactionFields), details: row.fee_details.length });
    }
  });

  it("keeps every payout without loss", () => {
    for (const row of objectsOf<Stripe.Payout>("payout")) {
      const mapped = mapPayout(row);
      expect({
        id: mapped.stripePayoutId,
        amount: Number(mapped.amount.minor),
        currency: mapped.amount.currency,
        status: mapped.status,
        method: mapped.method,
        automatic: mapped.automatic,
        arrival_date: mapped.arrivalDate.getTime() / 1000,
        created: mapped.createdAt.getTime() / 1000,
        metadata: mapped.metadata,
        trace_id: mapped.traceId,
      }).toEqual(pick(row, payoutFields));
    }
  });

  it("keeps id and last digits of every external account", () => {
    const accounts = [...objectsOf<Stripe.BankAccount>("bank_account"), ...objectsOf<Stripe.Card>("card")];
    for (const row of accounts.filter((candidate) => !candidate.deleted)) {
      expect(pick(mapExternalAccount(row), ["id", "last4"])).toEqual(pick(row, ["id", "last4"]));
    }
  });

  it("keeps every balance, account and schedule", () => {
    for (const row of objectsOf<Stripe.Balance>("balance")) {
      const { available, pending, connectReserved } = mapBalance(row);
      const amounts = [...row.available, ...row.pending, ...(row.connect_reserved ?? [])];
      expect(
        [...available, ...pending, ...connectReserved].map(({ minor, currency }) => [Number(minor), currency]),
      ).toEqual(amounts.map(({ amount, currency }) => [amount, currency]));
    }
    // Other objects hold mere stubs of accounts; whole ones have a default currency.
    for (const row of objectsOf<Stripe.Account>("account").filter((candidate) => candidate.default_currency)) {
      expect(mapAccount(row)).toMatchObject({ id: row.id, defaultCurrency: row.default_currency });
    }
    for (const row of objectsOf<Stripe.BalanceSettings>("balance_settings")) {
      expect(mapSchedule(row).interval).toBe(row.payments.payouts?.schedule?.interval ?? "manual");
    }
  });

  it("keeps every charge, refund and dispute without loss", () => {
    for (const row of objectsOf<Stripe.Charge>("charge")) {
      const mapped = mapCharge(row);
      expect({
        id: mapped.stripeChargeId,
        amount: Number(mapped.amountMinor),
        amount_captured: Number(mapped.amountCapturedMinor),
        amount_refunded: Number(mapped.amountRefundedMinor),
        currency: mapped.currency,
        status: mapped.status,
        captured: mapped.isCaptured,
        refunded: mapped.isRefunded,
        disputed: mapped.isDisputed,
        description: mapped.description,
        failure_code: mapped.failureCode,
        created: mapped.createdAt.getTime() / 1000,
      }).toEqual(pick(row, chargeFields));
    }
    for (const row of objectsOf<Stripe.Refund>("refund")) {
      const { stripeRefundId: id, amountMinor, currency, status, reason, createdAt } = mapRefund(row);
      const kept = { id, amount: Number(amountMinor), currency, status, reason, created: createdAt.getTime() / 1000 };
      expect(kept).toEqual(pick(row, refundFields));
    }
    for (const row of objectsOf<Stripe.Dispute>("dispute")) {
      const { stripeDisputeId: id, amountMinor, currency, status, reason, createdAt } = mapDispute(row);
      const kept = { id, amount: Number(amountMinor), currency, status, reason, created: createdAt.getTime() / 1000 };
      expect(kept).toEqual(pick(row, refundFields));
    }
  });

  it("keeps every customer and every subscription with its items", () => {
    for (const row of objectsOf<Stripe.Customer>("customer").filter((candidate) => !candidate.deleted)) {
      const { stripeCustomerId: id, email, name, createdAt } = mapCustomer(row);
      expect({ id, email, name, created: createdAt === null ? null : createdAt.getTime() / 1000 }).toEqual({
        ...pick(row, ["id", "email", "created"]),
        name: row.name ?? null,
      });
    }
    for (const row of objectsOf<Stripe.Subscription>("subscription")) {
      const mapped = mapSubscription(row);
      expect({
        id: mapped.stripeSubscriptionId,
        customer: mapped.stripeCustomerId,
        status: mapped.status,
        currency: mapped.currency,
        start_date: mapped.startAt.getTime() / 1000,
        ended_at: mapped.endedAt === null ? null : mapped.endedAt.getTime() / 1000,
        created: mapped.createdAt.getTime() / 1000,
      }).toEqual(pick(row, subscriptionFields));
      expect(mapped.items.map((item) => item.priceId)).toEqual(row.items.data.map((item) => item.price.id));
    }
  });

  it("finds every kind in each of the sources", () => {
    const money = ["balance_transaction", "payout", "bank_account", "card", "balance", "account", "balance_settings"];
    const kinds = [...money, "charge", "refund", "dispute", "customer", "subscription", "subscription_item"];
    for (const source of everything) {
      expect(kinds.filter((kind) => objectsIn(source, kind).length === 0)).toEqual([]);
    }
  });
});

const transactionFields = [
  "amount",
  "fee",
  "net",
  "currency",
  "type",
  "reporting_category",
  "description",
  "exchange_rate",
  "available_on",
  "created",
] as const;
const payoutFields = [
  "id",
  "amount",
  "currency",
  "status",
  "method",
  "automatic",
  "arrival_date",
  "created",
  "metadata",
  "trace_id",
] as const;

const chargeFields = [
  "id",
  "amount",
  "amount_captured",
  "amount_refunded",
  "currency",
  "status",
  "captured",
  "refunded",
  "disputed",
  "description",
  "failure_code",
  "created",
] as const;
const refundFields = ["id", "amount", "currency", "status", "reason", "created"] as const;
const subscriptionFields = ["id", "customer", "status", "currency", "start_date", "ended_at", "created"] as const;

function objectsOf<T>(object: string): T[] {
  return everything.flatMap((value) => objectsIn(value, object)) as T[];
}

function objectsIn(value: unknown, object: string): object[] {
  if (typeof value !== "object" || value === null) return [];
  const nested = Object.values(value).flatMap((child) => objectsIn(child, object));
  return "object" in value && value.object === object ? [value, ...nested] : nested;
}

function pick<T, K extends keyof T>(value: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, value[key]])) as Pick<T, K>;
}
