import { NoBalance } from "@/components/balance/no-balance";
import { Section } from "@/components/panel";
import { DataStartNote } from "@/components/reports/data-start-note";
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
import type { Clock } from "@/components/time";
import { contextFromSession } from "@/lib/context-from-session";
import { type PageQuery, queryHref } from "@/lib/core/page-query";
import { feeReportInput } from "@/lib/core/report-input";
import { reportRange } from "@/lib/core/report-range";
import { getFeeReport } from "@/lib/reports/get-fee-report";
import { sumFeesInLedger } from "@/lib/reports/sum-fees-in-ledger";
import { readAccounts, readClock } from "../../reads";
import { currenciesOf, placeOf, spanOf } from "../../report-place";
import { readDataStart } from "../../rows-behind";
import { readReport } from "../read-report";
import { shownGrouping } from "../shown-grouping";

/** The report as the address asks for it: figures, chart, kinds, periods. */
export async function FeesBlock({ org, address }: { org: string; address: PageQuery }) {
  const [clock, accounts, read] = await Promise.all([readClock(org), readAccounts(org), readFees(org, address)]);
  if (read.kind === "unconnected") return <NoBalance kind="unconnected" />;
  const { report, grouping } = read.report;
  const { date, lastDate } = spanOf(report);
  return (
    <>
      <ReportFilters
        path={`/${org}/reports/fees`}
        query={read.query}
        clock={clock}
        accounts={accounts}
        dates={rangeLabel(date, lastDate, clock)}
        groupBy={grouping.groupBy}
        currency={report.currency}
        currencies={currenciesOf(report, accounts)}
      />
      <ReportNotes notes={[read.notice, grouping.notice]} />
      <Figures org={org} clock={clock} read={read} />
    </>
  );
}

type FeesRead = Extract<Awaited<ReturnType<typeof readFees>>, { kind: "read" }>;

function Figures({ org, clock, read }: { org: string; clock: Clock; read: FeesRead }) {
  const { query, sort } = read;
  const { report, inRows, dataStart, grouping } = read.report;
  const path = `/${org}/reports/fees`;
  const span = spanOf(report);
  const place = placeOf(org, { report, query, clock });
  if (report.count === 0) {
    return (
      <ReportEmpty
        noun="fees"
        currency={report.currency}
        hasData={dataStart !== null}
        others={report.otherCurrencies.map((currency) => ({ currency, href: queryHref(path, query, { currency }) }))}
        syncHref={`/${org}/sync`}
      />
    );
  }
  const shown = {
    report,
    periods: report.periods.filter((period) => period.from <= clock.now),
    groupBy: grouping.groupBy,
    dataStart,
    place,
    clock,
  };
  return (
    <>
      <FeeKpis {...shown} isProved={inRows === report.total} rowsHref={rowsHref(place, span)} />
      <FeesChart {...shown} />
      <DataStartNote dataStart={dataStart} first={shown.periods[0]?.date} clock={clock} />
      <Section title="By kind">
        <FeeKindsTable report={report} place={place} span={span} />
        <KeptFeesNote currency={report.currency} notReturned={report.notReturned} />
      </Section>
      <Section title={`By ${grouping.groupBy}`}>
        <FeePeriodsTable
          {...shown}
          sort={feeSorts.find((known) => known === sort) ?? "-date"}
          sortHref={(next) => queryHref(path, query, { sort: next })}
        />
      </Section>
    </>
  );
}

/** The report with what the ledger's rows took in the same time, and since when anything is known. */
async function readFees(org: string, address: PageQuery) {
  const [ctx, clock] = await Promise.all([contextFromSession(org), readClock(org)]);
  const page = { clock, defaults: { range: "12m" }, sorts: feeSorts };
  return readReport(feeReportInput, address, page, async (input) => {
    const grouping = shownGrouping(reportRange(input, clock.now), input.groupBy);
    const report = await getFeeReport(ctx, { ...input, groupBy: grouping.groupBy });
    const { accountId } = input;
    const [inRows, dataStart] = await Promise.all([
      sumFeesInLedger(ctx, { ...report, accountId }),
      readDataStart(ctx, { accountId, timezone: input.timezone }),
    ]);
    return { report, inRows, dataStart, grouping };
  });
}
