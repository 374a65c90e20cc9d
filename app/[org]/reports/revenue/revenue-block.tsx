import { NoBalance } from "@/components/balance/no-balance";
import { NotTied } from "@/components/reports/not-tied";
import { rangeLabel } from "@/components/reports/period-words";
import { ReportEmpty } from "@/components/reports/report-empty";
import { ReportFilters } from "@/components/reports/report-filters";
import { ReportNotes } from "@/components/reports/report-notes";
import { RevenueChart } from "@/components/reports/revenue-chart";
import { RevenueKpis } from "@/components/reports/revenue-kpis";
import { revenueLines, revenueSorts } from "@/components/reports/revenue-lines";
import { RevenueTable } from "@/components/reports/revenue-table";
import { rowsHref } from "@/components/reports/rows-href";
import { shortDay } from "@/components/time";
import { contextFromSession } from "@/lib/context-from-session";
import { type PageQuery, queryHref } from "@/lib/core/page-query";
import { revenueReportInput } from "@/lib/core/report-input";
import { reportRange } from "@/lib/core/report-range";
import { getRevenueReport } from "@/lib/reports/get-revenue-report";
import { readAccounts, readClock } from "../../reads";
import { readReport } from "../read-report";
import { currenciesOf, placeOf, spanOf } from "../report-place";
import { readDataStart, sumRowsBehind } from "../rows-behind";
import { shownGrouping } from "../shown-grouping";

const beforeLabels = { none: null, previous: "Period before", year: "Last year" } as const;

/** The report as the address asks for it: figures, chart, table. */
export async function RevenueBlock({ org, address }: { org: string; address: PageQuery }) {
  const [ctx, clock, accounts] = await Promise.all([contextFromSession(org), readClock(org), readAccounts(org)]);
  const page = { clock, defaults: { range: "12m", compare: "year" }, sorts: revenueSorts };
  const read = await readReport(revenueReportInput, address, page, async (input) => {
    const grouping = shownGrouping(reportRange(input, clock.now), input.groupBy);
    const report = await getRevenueReport(ctx, { ...input, groupBy: grouping.groupBy });
    const { accountId } = input;
    const [rows, dataStart] = await Promise.all([
      sumRowsBehind(ctx, { ...report, accountId, type: "charges" }),
      readDataStart(ctx, { accountId, timezone: input.timezone }),
    ]);
    return { report, rows, dataStart, grouping, compare: input.compare };
  });
  if (read.kind === "unconnected") return <NoBalance kind="unconnected" />;
  const { report, rows, dataStart, grouping, compare } = read.report;
  const { query, sort, notice } = read;
  const path = `/${org}/reports/revenue`;
  const lines = revenueLines(report, clock, dataStart);
  const span = spanOf(report);
  const dates = rangeLabel(span.date, span.lastDate, clock);
  const place = placeOf(org, { report, query, clock });
  const isProved = rows.count === report.count && rows.amountMinor === report.total;
  const isEmpty = lines.every(({ count, refunds, disputes }) => count === 0 && refunds === 0n && disputes === 0n);
  return (
    <>
      <ReportFilters
        path={path}
        query={query}
        clock={clock}
        accounts={accounts}
        dates={dates}
        groupBy={report.groupBy}
        compare={compare}
        currency={report.currency}
        currencies={currenciesOf(report, accounts)}
      />
      <ReportNotes notes={[notice, grouping.notice]} />
      {isEmpty ? (
        <ReportEmpty
          noun="payments"
          dates={dates}
          currency={report.currency}
          hasData={dataStart !== null}
          others={report.otherCurrencies.map((currency) => ({ currency, href: queryHref(path, query, { currency }) }))}
          syncHref={`/${org}/sync`}
        />
      ) : (
        <>
          <RevenueKpis
            report={report}
            lines={lines}
            compare={compare}
            isProved={isProved}
            rowsHref={rowsHref(place, span, "charges")}
            clock={clock}
          />
          {!isProved && <NotTied {...rows} currency={report.currency} href={rowsHref(place, span, "charges")} />}
          <RevenueChart report={report} lines={lines} beforeLabel={beforeLabels[compare]} place={place} clock={clock} />
          {dataStart !== null && lines[0] && lines[0].date < dataStart && (
            <p className="report__note">
              Data begins {shortDay(dataStart, clock)}. Nothing is known of the time before.
            </p>
          )}
          <div className="mt-7">
            <RevenueTable
              report={report}
              lines={lines}
              sort={revenueSorts.find((known) => known === sort) ?? "-date"}
              sortHref={(next) => queryHref(path, query, { sort: next })}
              beforeLabel={beforeLabels[compare]}
              place={place}
            />
          </div>
        </>
      )}
    </>
  );
}
