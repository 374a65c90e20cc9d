import type { RevenuePeriod, RevenueReport } from "../core/report";
import { presentPeriod, presentRange } from "./present-period";
import type { Presented } from "./route";

/** Revenue by periods, with the range before it when that was asked for. */
export function presentRevenueReport(report: RevenueReport): Presented {
  const { comparison } = report;
  return {
    body: {
      periods: report.periods.map(presentRevenuePeriod),
      total: report.total,
      count: report.count,
      refunds: report.refunds,
      disputes: report.disputes,
      average: report.average,
      averageOfCompletePeriods: report.averageOfCompletePeriods,
      incompleteFrom: report.incompleteFrom,
      currency: report.currency,
      otherCurrencies: report.otherCurrencies,
      groupBy: report.groupBy,
      ...presentRange(report.range),
      comparison: comparison && {
        ...presentRange(comparison.range),
        total: comparison.total,
        count: comparison.count,
        periods: comparison.periods.map(presentRevenuePeriod),
      },
    },
  };
}

function presentRevenuePeriod(period: RevenuePeriod) {
  const { revenue, count, refunds, disputes } = period;
  return { ...presentPeriod(period), revenue, count, refunds, disputes };
}
