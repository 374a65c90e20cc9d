import type { Currency } from "./currency";
import type { StripeAccountId } from "./ids";

export const groupings = ["day", "week", "month"] as const;
/** Weeks begin on Monday. */
export type Grouping = (typeof groupings)[number];

export const comparisons = ["none", "previous", "year"] as const;
export type Comparison = (typeof comparisons)[number];

/** Half-open, and as wide as it was asked for. Every instant in it falls in exactly one period. */
export type ReportRange = { readonly from: Date; readonly to: Date; readonly timezone: string };

/** One bucket. `date` is its first calendar day in the report's zone, `lastDate` its last; both clipped to the range. */
export type PeriodBounds = {
  readonly date: string;
  readonly lastDate: string;
  readonly from: Date;
  readonly to: Date;
  /** Whether all of it has passed. */
  readonly isComplete: boolean;
};

/** Amounts in minor units of the report's currency. Refunds and disputes are positive where money went back. */
export type RevenueFigures = {
  readonly revenue: bigint;
  readonly count: number;
  readonly refunds: bigint;
  readonly disputes: bigint;
};
export type RevenuePeriod = PeriodBounds & RevenueFigures;

/** Captured amounts of succeeded charges by the day of the charge, before refunds, disputes and fees. */
export type RevenueReport = {
  readonly range: ReportRange;
  readonly groupBy: Grouping;
  readonly currency: Currency;
  readonly periods: readonly RevenuePeriod[];
  readonly total: bigint;
  readonly count: number;
  readonly refunds: bigint;
  readonly disputes: bigint;
  /** Over all periods, empty ones included, rounded half to even; 0 without any. */
  readonly average: bigint;
  /** Over those that have passed; null while there is none. */
  readonly averageOfCompletePeriods: bigint | null;
  /** First day of the period that has not passed yet; null when all have. */
  readonly incompleteFrom: string | null;
  /** Currencies with any of these figures in the range beside the report's own, each to be asked for by itself. */
  readonly otherCurrencies: readonly Currency[];
  /**
   * The same range earlier, cut to the time that has passed of this one, with as many periods. They lie where the
   * report's own do, an earlier month or year; one without a counterpart, such as February 29, is empty.
   */
  readonly comparison: {
    readonly range: ReportRange;
    readonly total: bigint;
    readonly count: number;
    readonly periods: readonly RevenuePeriod[];
  } | null;
};

/** Each fee falls in exactly one; `total` is their sum. Signed: what came back counts against what was taken. */
export type FeeFigures = {
  readonly processingFees: bigint;
  readonly applicationFees: bigint;
  readonly refundFees: bigint;
  readonly fxFees: bigint;
  readonly taxes: bigint;
  readonly otherFees: bigint;
  readonly total: bigint;
};
export type FeeKind = Exclude<keyof FeeFigures, "total">;

/** One kind of fee by Stripe's own word for it. */
export type FeeLine = {
  /** Type of the fee detail, or of the row that is a fee as a whole. */
  readonly type: string;
  readonly kind: FeeKind;
  /** Reporting category of the rows it stands on, so that fees of disputes can be told from those of charges. */
  readonly category: string;
  readonly amount: bigint;
  readonly count: number;
};

export type FeePeriod = PeriodBounds & FeeFigures & { readonly gross: bigint };

/** What Stripe and the platform took, by the time and in the currency of the balance transaction. */
export type FeeReport = FeeFigures & {
  readonly range: ReportRange;
  readonly groupBy: Grouping | null;
  readonly currency: Currency;
  /** Revenue of the same range and currency. */
  readonly gross: bigint;
  readonly payments: number;
  /** total / gross, not rounded; null without revenue or without any fee in this currency. */
  readonly effectiveRate: number | null;
  /** Fee details counted, rows that are fees as a whole included. */
  readonly count: number;
  readonly breakdown: readonly FeeLine[];
  /**
   * What Stripe took for the refunded part of sales and did not give back, by the time of the refund: a memo, which
   * the total holds already by the time of the sale.
   */
  readonly notReturned: bigint;
  readonly periods: readonly FeePeriod[];
  readonly otherCurrencies: readonly Currency[];
};

export type TopCustomer = {
  readonly accountId: StripeAccountId;
  /** Stripe's id; null for somebody known by e-mail or by one charge only. */
  readonly customerId: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly revenue: bigint;
  readonly count: number;
  readonly lastPaymentAt: Date;
};

export type CustomerPeriod = PeriodBounds & {
  /** Paid in the period, with the first activity in it. */
  readonly newCustomers: number;
  /** Paid in the period, with an earlier first activity. */
  readonly returningCustomers: number;
};

/** Who paid. A customer is counted once per connected account, over every currency. */
export type CustomerReport = {
  readonly range: ReportRange;
  readonly currency: Currency;
  /** With a first activity before the end of the range. */
  readonly totalCustomers: number;
  readonly newCustomers: number;
  readonly activeCustomers: number;
  readonly returningCustomers: number;
  readonly topCustomers: readonly TopCustomer[];
  /** Revenue of the range in the report's currency, of which the top customers are a part. */
  readonly revenue: bigint;
  readonly payments: number;
  /** Customers with revenue in the range and currency. */
  readonly payingCustomers: number;
  /** lost / (atStart + joined), not rounded; null when nobody could leave. */
  readonly churnRate: number | null;
  readonly churn: { readonly atStart: number; readonly joined: number; readonly lost: number };
  /** Weeks, or days for a range of up to 14 days. */
  readonly groupBy: Grouping;
  readonly periods: readonly CustomerPeriod[];
  readonly otherCurrencies: readonly Currency[];
};
