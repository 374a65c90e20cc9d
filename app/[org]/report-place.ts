import { leadCurrency } from "@/components/balance/balance-rows";
import type { RowsPlace } from "@/components/reports/rows-href";
import type { Clock } from "@/components/time";
import type { Account } from "@/lib/core/account";
import type { Currency } from "@/lib/core/currency";
import type { FlatQuery } from "@/lib/core/page-query";
import { localDay } from "@/lib/core/period";
import type { PeriodBounds, ReportRange } from "@/lib/core/report";

type Shown = { readonly range: ReportRange; readonly currency: Currency };

/** The whole time of a report as one period. */
export function spanOf({ range }: { readonly range: ReportRange }): Omit<PeriodBounds, "isComplete"> {
  const { from, to, timezone } = range;
  return {
    date: localDay(from, timezone),
    lastDate: localDay(new Date(Math.max(from.getTime(), to.getTime() - 1)), timezone),
    from,
    to,
  };
}

/** Where the rows behind the figures of a report are listed. */
export function placeOf(
  org: string,
  { report, query, clock }: { report: Shown; query: FlatQuery; clock: Clock },
): RowsPlace {
  return {
    path: `/${org}/transactions`,
    currency: report.currency,
    accountId: query.accountId ?? null,
    timezone: report.range.timezone,
    listTimezone: clock.zone,
  };
}

/** The currencies to choose from: the default one first, then the report's own and those that have rows in its time. */
export function currenciesOf(
  report: { readonly currency: Currency; readonly otherCurrencies: readonly Currency[] },
  accounts: readonly Account[],
): Currency[] {
  const lead = leadCurrency(accounts) ?? report.currency;
  const found = [report.currency, ...accounts.map((account) => account.defaultCurrency), ...report.otherCurrencies];
  return [...new Set([lead, ...found.toSorted()])];
}
