import { z } from "zod";
import { accountIdField, currencyField, dateField, integerText, oneOf, timezoneField } from "./input-fields";
import { rangeRules } from "./list-rules";
import { comparisons, groupings } from "./report";

/** Most top customers that can be asked for. */
export const topCustomersMax = 100;
export const topCustomersDefault = 10;

const shared = {
  startDate: dateField.optional(),
  endDate: dateField.optional(),
  timezone: timezoneField.default("UTC"),
  currency: currencyField.optional(),
  accountId: accountIdField.optional(),
};

/** Without dates, the last 30 days; without `groupBy`, what suits the length of the range. */
export const revenueReportInput = z
  .strictObject({ ...shared, groupBy: oneOf(groupings).optional(), compare: oneOf(comparisons).default("none") })
  .check(...rangeRules);
export type RevenueReportInput = z.output<typeof revenueReportInput>;

/** Without dates, the last 30 days; without `groupBy`, no periods. */
export const feeReportInput = z.strictObject({ ...shared, groupBy: oneOf(groupings).optional() }).check(...rangeRules);
export type FeeReportInput = z.output<typeof feeReportInput>;

/** Without dates, the last 30 days; `limit` is the number of top customers. */
export const customerReportInput = z
  .strictObject({
    ...shared,
    limit: integerText({ min: 1, max: topCustomersMax }).default(topCustomersDefault),
  })
  .check(...rangeRules);
export type CustomerReportInput = z.output<typeof customerReportInput>;
