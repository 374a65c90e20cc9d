import { readFileSync } from "node:fs";
import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { mapAccount, mapBalance, mapExternalAccount, mapPayout, mapSchedule, mapTransaction } from "./map";
import * as samples from "./map-samples";

/** Stripe's published fixtures, when STRIPE_FIXTURES names the file; our own samples always. */
const path = process.env.STRIPE_FIXTURES;
const everything: unknown[] = path ? [samples, JSON.parse(readFileSync(path, "utf8"))] : [samples];

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

  it("finds every kind in each of the sources", () => {
    const kinds = ["balance_transaction", "payout", "bank_account", "card", "balance", "account", "balance_settings"];
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
