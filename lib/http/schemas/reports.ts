import { z } from "zod";
import { groupings } from "../../core/report";
import { accountId, count, coverage, currency, day, instant, minorUnits, text, timezone } from "./fields";

const rangeOnly = { from: instant, to: instant.meta({ description: "The first moment after the range." }), timezone };
const range = { ...rangeOnly, ...coverage };
const period = {
  date: day,
  lastDate: day,
  complete: z.boolean().meta({ description: "Whether all of it has passed." }),
};
const rate = z.number().nullable();

/** Every kind of fee is signed: what came back counts against what was taken. */
const fees = {
  processingFees: minorUnits,
  applicationFees: minorUnits,
  refundFees: minorUnits,
  fxFees: minorUnits,
  taxes: minorUnits,
  otherFees: minorUnits,
  total: minorUnits,
};

const otherCurrencies = z
  .array(currency)
  .meta({ description: "Currencies with figures of their own in the range, to be asked for one by one." });

const revenuePeriods = z.array(
  z.strictObject({ ...period, revenue: minorUnits, count, refunds: minorUnits, disputes: minorUnits }),
);

export const revenueReportSchema = z.strictObject({
  periods: revenuePeriods,
  total: minorUnits,
  count,
  refunds: minorUnits,
  disputes: minorUnits,
  average: minorUnits.meta({ description: "total by the number of periods, rounded half to even." }),
  averageOfCompletePeriods: minorUnits.nullable(),
  incompleteFrom: day.nullable(),
  currency,
  otherCurrencies,
  groupBy: z.enum(groupings),
  ...range,
  comparison: z.strictObject({ ...rangeOnly, total: minorUnits, count, periods: revenuePeriods }).nullable(),
});

export const feeReportSchema = z.strictObject({
  ...fees,
  gross: minorUnits.meta({ description: "Revenue of the same range and currency." }),
  payments: count,
  effectiveRate: rate.meta({
    description: "total / gross, not rounded; null without revenue or without any fee in this currency.",
  }),
  notReturned: minorUnits.meta({
    description: "Fees of refunded sales that Stripe kept; a part of the total already.",
  }),
  count,
  currency,
  otherCurrencies,
  breakdown: z.array(z.strictObject({ type: text, kind: text, reportingCategory: text, amount: minorUnits, count })),
  groupBy: z.enum(groupings).nullable(),
  periods: z.array(z.strictObject({ ...period, ...fees, gross: minorUnits })),
  ...range,
});

export const customerReportSchema = z.strictObject({
  totalCustomers: count,
  newCustomers: count,
  activeCustomers: count,
  returningCustomers: count,
  topCustomers: z.array(
    z.strictObject({
      customerId: text.nullable(),
      accountId,
      name: text.nullable(),
      email: text.nullable(),
      revenue: minorUnits,
      count,
      lastPaymentAt: instant,
    }),
  ),
  revenue: minorUnits,
  payments: count,
  payingCustomers: count,
  churnRate: rate.meta({ description: "lost / (atStart + joined), not rounded; null when nobody could leave." }),
  churn: z.strictObject({ atStart: count, joined: count, lost: count }),
  currency,
  otherCurrencies,
  groupBy: z.enum(groupings),
  periods: z.array(z.strictObject({ ...period, newCustomers: count, returningCustomers: count })),
  ...range,
});
