import type { Json } from "../json";

const coverage = { asOf: "2026-11-22T15:01:58Z", completeFrom: null };
const range = { from: "2026-10-01T04:00:00Z", to: "2026-12-01T05:00:00Z", timezone: "America/New_York" };
const october = { date: "2026-10-01", lastDate: "2026-10-31", complete: true };
const november = { date: "2026-11-01", lastDate: "2026-11-30", complete: false };
const currencies = { currency: "usd", otherCurrencies: ["eur"] };

export const revenue: Json = {
  periods: [
    { ...october, revenue: 150_000, count: 45, refunds: 2_000, disputes: 0 },
    { ...november, revenue: 175_000, count: 52, refunds: 0, disputes: 1_500 },
  ],
  total: 325_000,
  count: 97,
  refunds: 2_000,
  disputes: 1_500,
  average: 162_500,
  averageOfCompletePeriods: 150_000,
  incompleteFrom: "2026-11-01",
  ...currencies,
  groupBy: "month",
  ...range,
  ...coverage,
  comparison: null,
};

const fee = {
  processingFees: 9_416,
  applicationFees: 3_250,
  refundFees: 120,
  fxFees: 0,
  taxes: 0,
  otherFees: 0,
  total: 12_786,
};

export const fees: Json = {
  ...fee,
  gross: 325_000,
  payments: 97,
  effectiveRate: 0.039_341_5,
  notReturned: 60,
  count: 99,
  ...currencies,
  breakdown: [
    { type: "stripe_fee", kind: "processingFees", reportingCategory: "charge", amount: 9_416, count: 97 },
    { type: "application_fee", kind: "applicationFees", reportingCategory: "charge", amount: 3_250, count: 1 },
    { type: "stripe_fee", kind: "refundFees", reportingCategory: "refund", amount: 120, count: 1 },
  ],
  groupBy: null,
  periods: [],
  ...range,
  ...coverage,
};

export const customers: Json = {
  totalCustomers: 318,
  newCustomers: 41,
  activeCustomers: 118,
  returningCustomers: 77,
  topCustomers: [
    {
      customerId: "cus_1CornerBakery",
      accountId: "acct_1JuniperSupply",
      name: "Corner Bakery",
      email: "orders@corner-bakery.example",
      revenue: 84_000,
      count: 12,
      lastPaymentAt: "2026-11-21T18:04:00Z",
    },
  ],
  revenue: 325_000,
  payments: 97,
  payingCustomers: 90,
  churnRate: 0.017_316_017,
  churn: { atStart: 190, joined: 41, lost: 4 },
  ...currencies,
  groupBy: "week",
  periods: [{ date: "2026-10-01", lastDate: "2026-10-04", complete: true, newCustomers: 5, returningCustomers: 9 }],
  ...range,
  ...coverage,
};
