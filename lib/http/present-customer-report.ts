import type { CustomerReport } from "../core/report";
import { presentPeriod, presentRange } from "./present-period";
import type { Presented } from "./route";

/** Who paid, who came and who left; the top customers by Stripe's id, where they have one. */
export function presentCustomerReport(report: CustomerReport): Presented {
  return {
    body: {
      totalCustomers: report.totalCustomers,
      newCustomers: report.newCustomers,
      activeCustomers: report.activeCustomers,
      returningCustomers: report.returningCustomers,
      topCustomers: report.topCustomers.map(
        ({ customerId, accountId, name, email, revenue, count, lastPaymentAt }) => ({
          customerId,
          accountId,
          name,
          email,
          revenue,
          count,
          lastPaymentAt,
        }),
      ),
      revenue: report.revenue,
      payments: report.payments,
      payingCustomers: report.payingCustomers,
      churnRate: report.churnRate,
      churn: report.churn,
      currency: report.currency,
      otherCurrencies: report.otherCurrencies,
      groupBy: report.groupBy,
      periods: report.periods.map((period) => ({
        ...presentPeriod(period),
        newCustomers: period.newCustomers,
        returningCustomers: period.returningCustomers,
      })),
      ...presentRange(report.range),
    },
  };
}
