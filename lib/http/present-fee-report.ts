import type { FeeFigures, FeeReport } from "../core/report";
import { presentPeriod, presentRange } from "./present-period";
import type { Presented } from "./route";

/** Fees by kind and by Stripe's own types, and by periods when those were asked for. */
export function presentFeeReport(report: FeeReport): Presented {
  return {
    body: {
      ...presentFigures(report),
      gross: report.gross,
      payments: report.payments,
      effectiveRate: report.effectiveRate,
      notReturned: report.notReturned,
      count: report.count,
      currency: report.currency,
      otherCurrencies: report.otherCurrencies,
      breakdown: report.breakdown.map(({ type, kind, category, amount, count }) => ({
        type,
        kind,
        reportingCategory: category,
        amount,
        count,
      })),
      groupBy: report.groupBy,
      periods: report.periods.map((period) => ({
        ...presentPeriod(period),
        ...presentFigures(period),
        gross: period.gross,
      })),
      ...presentRange(report.range),
    },
  };
}

function presentFigures({
  processingFees,
  applicationFees,
  refundFees,
  fxFees,
  taxes,
  otherFees,
  total,
}: FeeFigures): FeeFigures {
  return { processingFees, applicationFees, refundFees, fxFees, taxes, otherFees, total };
}
