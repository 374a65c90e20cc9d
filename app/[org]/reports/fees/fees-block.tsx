import { NoBalance } from "@/components/balance/no-balance";
import { Section } from "@/components/panel";
import { FeeKindsTable } from "@/components/reports/fee-kinds-table";
import { FeeKpis } from "@/components/reports/fee-kpis";
import { FeePeriodsTable, feeSorts } from "@/components/reports/fee-periods-table";
import { FeesChart } from "@/components/reports/fees-chart";
import { KeptFeesNote } from "@/components/reports/kept-fees-note";
import { rangeLabel } from "@/components/reports/period-words";
import { ReportEmpty } from "@/components/reports/report-empty";
import { ReportFilters } from "@/components/reports/report-filters";
import { ReportNotes } from "@/components/reports/report-notes";
import { rowsHref } from "@/components/reports/rows-href";
import { contextFromSession } from "@/lib/context-from-session";
import { type PageQuery, queryHref } from "@/lib/core/page-query";
import { feeReportInput } from "@/lib/core/report-input";
import { reportRange } from "@/lib/core/report-range";
import { getFeeReport } from "@/lib/reports/get-fee-report";
import { readAccounts, readClock } from "../../reads";
import { readReport } from "../read-report";
import { currenciesOf, placeOf, spanOf } from "../report-place";
import { readDataStart, sumFeesBehind } from "../rows-behind";
import { shownGrouping } from "../shown-grouping";

/** The report as the address asks for it: figures, chart, kinds, periods. */
export async function FeesBlock({ org, address }: { org: string; address: PageQuery }) {
  const [ctx, clock, accounts] = await Promise.all([contextFromSession(org), readClock(org), readAccounts(org)]);
  const page = { clock, defaults: { range: "12m" }, sorts: feeSorts };
  const read = await readReport(feeReportInput, address, page, async (input) => {
    const grouping = shownGrouping(reportRange(input, clock.now), input.groupBy);
    const report = await getFeeReport(ctx, { ...input, groupBy: grouping.groupBy });
    const { accountId } = input;
    const [inRows, dataStart] = await Promise.all([
      sumFeesBehind(ctx, { ...report, accountId }),
      readDataStart(ctx, { accountId, timezone: input.timezone }),
    ]);
    return { report, inRows, dataStart, grouping };
  });
  if (read.kind === "unconnected") return <NoBalance kind="unconnected" />;
  const { report, inRows, dataStart, grouping } = read.report;
  const { query, sort, notice } = read;
  const { groupBy } = grouping;
  const path = `/${org}/reports/fees`;
  const periods = report.periods.filter((period) => period.from <= clock.now);
  const span = spanOf(report);
  const dates = rangeLabel(span.date, span.lastDate, clock);
  const place = placeOf(org, { report, query, clock });
  return (
    <>
      <ReportFilters
        path={path}
        query={query}
        clock={clock}
        accounts={accounts}
        dates={dates}
        groupBy={groupBy}
        currency={report.currency}
        currencies={currenciesOf(report, accounts)}
      />
      <ReportNotes notes={[notice, grouping.notice]} />
      {report.count === 0 ? (
        <ReportEmpty
          noun="fees"
          dates={dates}
          currency={report.currency}
          hasData={dataStart !== null}
          others={report.otherCurrencies.map((currency) => ({ currency, href: queryHref(path, query, { currency }) }))}
          syncHref={`/${org}/sync`}
        />
      ) : (
        <>
          <FeeKpis
            report={report}
            periods={periods}
            groupBy={groupBy}
            isProved={inRows === report.total}
            rowsHref={rowsHref(place, span)}
          />
          <FeesChart
            report={report}
            periods={periods}
            groupBy={groupBy}
            dataStart={dataStart}
            place={place}
            clock={clock}
          />
          <Section title="By kind">
            <FeeKindsTable report={report} place={place} span={span} />
            <KeptFeesNote currency={report.currency} notReturned={report.notReturned} />
          </Section>
          <Section title={`By ${groupBy}`}>
            <FeePeriodsTable
              report={report}
              periods={periods}
              groupBy={groupBy}
              sort={feeSorts.find((known) => known === sort) ?? "-date"}
              sortHref={(next) => queryHref(path, query, { sort: next })}
              dataStart={dataStart}
              place={place}
              clock={clock}
            />
          </Section>
        </>
      )}
    </>
  );
}
