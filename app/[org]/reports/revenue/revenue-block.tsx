import { NoBalance } from "@/components/balance/no-balance";
import { DataStartNote } from "@/components/reports/data-start-note";
import { LedgerNote } from "@/components/reports/ledger-note";
import { rangeLabel } from "@/components/reports/period-words";
import { ReportEmpty } from "@/components/reports/report-empty";
import { ReportFilters } from "@/components/reports/report-filters";
import { ReportNotes } from "@/components/reports/report-notes";
import { RevenueChart } from "@/components/reports/revenue-chart";
import { RevenueKpis } from "@/components/reports/revenue-kpis";
import { revenueLines, revenueSorts } from "@/components/reports/revenue-lines";
import { RevenueTable } from "@/components/reports/revenue-table";
import { rowsHref } from "@/components/reports/rows-href";
import type { Clock } from "@/components/time";
import { contextFromSession } from "@/lib/context-from-session";
import { type PageQuery, queryHref } from "@/lib/core/page-query";
import { revenueReportInput } from "@/lib/core/report-input";
import { reportRange } from "@/lib/core/report-range";
import { getRevenueReport } from "@/lib/reports/get-revenue-report";
import { readAccounts, readClock } from "../../reads";
import { currenciesOf, placeOf, spanOf } from "../../report-place";
import { provePayments, readDataStart } from "../../rows-behind";
import { readReport } from "../read-report";
import { shownGrouping } from "../shown-grouping";

const beforeLabels = { none: null, previous: "Period before", year: "Last year" } as const;

/** The report as the address asks for it: figures, chart, table. */
export async function RevenueBlock({ org, address }: { org: string; address: PageQuery }) {
  const [clock, accounts, read] = await Promise.all([readClock(org), readAccounts(org), readRevenue(org, address)]);
  if (read.kind === "unconnected") return <NoBalance kind="unconnected" />;
  const { query, notice } = read;
  const { report, grouping, compare } = read.report;
  const { date, lastDate } = spanOf(report);
  return (
    <>
      <ReportFilters
        path={`/${org}/reports/revenue`}
        query={query}
        clock={clock}
        accounts={accounts}
        dates={rangeLabel(date, lastDate, clock)}
        groupBy={report.groupBy}
        compare={compare}
        currency={report.currency}
        currencies={currenciesOf(report, accounts)}
      />
      <ReportNotes notes={[notice, grouping.notice]} />
      <Figures org={org} clock={clock} read={read} />
    </>
  );
}

type RevenueRead = Extract<Awaited<ReturnType<typeof readRevenue>>, { kind: "read" }>;

function Figures({ org, clock, read }: { org: string; clock: Clock; read: RevenueRead }) {
  const { query, sort } = read;
  const { report, proof, dataStart, compare } = read.report;
  const path = `/${org}/reports/revenue`;
  const lines = revenueLines(report, clock, dataStart);
  const span = spanOf(report);
  const place = placeOf(org, { report, query, clock });
  const allRows = rowsHref(place, span, "charges");
  if (lines.every(({ count, refunds, disputes }) => count === 0 && refunds === 0n && disputes === 0n)) {
    return (
      <ReportEmpty
        noun="payments"
        currency={report.currency}
        hasData={dataStart !== null}
        others={report.otherCurrencies.map((currency) => ({ currency, href: queryHref(path, query, { currency }) }))}
        syncHref={`/${org}/sync`}
      />
    );
  }
  return (
    <>
      <RevenueKpis
        report={report}
        lines={lines}
        compare={compare}
        isProved={proof.isProved}
        rowsHref={allRows}
        clock={clock}
      />
      {proof.bridge && <LedgerNote {...proof} bridge={proof.bridge} currency={report.currency} href={allRows} />}
      <RevenueChart report={report} lines={lines} beforeLabel={beforeLabels[compare]} place={place} clock={clock} />
      <DataStartNote dataStart={dataStart} first={lines[0]?.date} clock={clock} />
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
  );
}

/** The report with what the ledger has of the same time, and since when anything is known. */
async function readRevenue(org: string, address: PageQuery) {
  const [ctx, clock] = await Promise.all([contextFromSession(org), readClock(org)]);
  const page = { clock, defaults: { range: "12m", compare: "year" }, sorts: revenueSorts };
  return readReport(revenueReportInput, address, page, async (input) => {
    const grouping = shownGrouping(reportRange(input, clock.now), input.groupBy);
    const report = await getRevenueReport(ctx, { ...input, groupBy: grouping.groupBy });
    const { accountId } = input;
    const [proof, dataStart] = await Promise.all([
      provePayments(ctx, { ...report, accountId }),
      readDataStart(ctx, { accountId, timezone: input.timezone }),
    ]);
    return { report, proof, dataStart, grouping, compare: input.compare };
  });
}
