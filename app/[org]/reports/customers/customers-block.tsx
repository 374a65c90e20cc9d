import { NoBalance } from "@/components/balance/no-balance";
import { Section } from "@/components/panel";
import { CustomerKpis } from "@/components/reports/customer-kpis";
import { CustomersBridgeTable } from "@/components/reports/customers-bridge-table";
import { CustomersChart, customerSeries } from "@/components/reports/customers-chart";
import { Legend } from "@/components/reports/legend";
import { isPart, rangeLabel } from "@/components/reports/period-words";
import { ReportEmpty } from "@/components/reports/report-empty";
import { ReportFilters } from "@/components/reports/report-filters";
import { ReportNotes } from "@/components/reports/report-notes";
import { TopCustomersTable } from "@/components/reports/top-customers-table";
import type { Clock } from "@/components/time";
import { EmptyState } from "@/components/ui/empty-state";
import type { Context } from "@/lib/context";
import { contextFromSession } from "@/lib/context-from-session";
import { type Account, nameOfAccount } from "@/lib/core/account";
import type { PageQuery } from "@/lib/core/page-query";
import { localDay } from "@/lib/core/period";
import type { CustomerReport } from "@/lib/core/report";
import { type CustomerReportInput, customerReportInput } from "@/lib/core/report-input";
import { getCustomerReport } from "@/lib/reports/get-customer-report";
import { readAccounts, readClock } from "../../reads";
import { currenciesOf, placeOf, spanOf } from "../../report-place";
import { provePayments, readDataStart } from "../../rows-behind";
import { readReport } from "../read-report";
import { rangeBefore } from "./range-before";
import { TopEnd } from "./top-end";

/** The report as the address asks for it: figures, chart with its table, and who paid most. */
export async function CustomersBlock({ org, address }: { org: string; address: PageQuery }) {
  const [clock, accounts, read] = await Promise.all([readClock(org), readAccounts(org), readCustomers(org, address)]);
  if (read.kind === "unconnected") return <NoBalance kind="unconnected" />;
  const { query, notice } = read;
  const { report, dataStart, before } = read.report;
  const { date, lastDate } = spanOf(report);
  const dates = rangeLabel(date, lastDate, clock);
  return (
    <>
      <ReportFilters
        path={`/${org}/reports/customers`}
        query={query}
        clock={clock}
        accounts={accounts}
        dates={dates}
        currency={report.currency}
        currencies={currenciesOf(report, accounts)}
      />
      <ReportNotes notes={[notice]} />
      {report.activeCustomers === 0 && report.newCustomers === 0 ? (
        <ReportEmpty
          noun="customers"
          currency={null}
          hasData={dataStart !== null}
          others={[]}
          syncHref={`/${org}/sync`}
        />
      ) : (
        <>
          <CustomerKpis report={report} before={before} />
          <Weeks org={org} clock={clock} read={read} />
          <Top org={org} clock={clock} accounts={accounts} read={read} />
        </>
      )}
    </>
  );
}

type CustomersRead = Extract<Awaited<ReturnType<typeof readCustomers>>, { kind: "read" }>;
type PartProps = { org: string; clock: Clock; read: CustomersRead };

function Weeks({ org, clock, read }: PartProps) {
  const { report } = read.report;
  const periods = report.periods.filter((period) => period.from <= clock.now);
  const shown = { report, periods, place: placeOf(org, { report, query: read.query, clock }), clock };
  const hasPart = periods.some((period) => isPart(period, report.groupBy));
  return (
    <Section
      id="weeks"
      line={false}
      title={`Paying customers by ${report.groupBy}`}
      aside={report.otherCurrencies.length > 0 ? "over every currency" : null}
      end={<Legend series={customerSeries.toReversed()} part={hasPart ? "Not complete" : null} />}
    >
      <div className="custsplit">
        <CustomersChart {...shown} />
        <CustomersBridgeTable {...shown} />
      </div>
    </Section>
  );
}

function Top({ org, clock, accounts, read }: PartProps & { accounts: readonly Account[] }) {
  const { report, proof } = read.report;
  const code = report.currency.toUpperCase();
  const accountNames = new Map(accounts.map((account) => [account.stripeAccountId, nameOfAccount(account)]));
  return (
    <Section
      title="Top customers"
      aside={`${report.topCustomers.length} of ${report.payingCustomers.toLocaleString("en-US")} who paid in ${code}`}
      end={<TopEnd path={`/${org}/reports/customers`} query={read.query} report={report} />}
    >
      {report.topCustomers.length === 0 ? (
        <EmptyState title={`Nobody paid in ${code} in this time`}>Choose another currency above.</EmptyState>
      ) : (
        <TopCustomersTable
          report={report}
          accountNames={accounts.length > 1 && read.query.accountId === undefined ? accountNames : null}
          isProved={proof.isProved}
          clock={clock}
        />
      )}
    </Section>
  );
}

/** The report with what the ledger has of the same time, and the one of the time before. */
async function readCustomers(org: string, address: PageQuery) {
  const [ctx, clock] = await Promise.all([contextFromSession(org), readClock(org)]);
  const page = { clock, defaults: { range: "30d" }, sorts: ["-revenue"] as const };
  return readReport(customerReportInput, address, page, async (input) => {
    const report = await getCustomerReport(ctx, input);
    const { accountId } = input;
    const [proof, dataStart] = await Promise.all([
      provePayments(ctx, { ...report, accountId, count: report.payments, total: report.revenue }),
      readDataStart(ctx, { accountId, timezone: input.timezone }),
    ]);
    return { report, proof, dataStart, before: await readBefore(ctx, { input, report, dataStart }) };
  });
}

type Before = { input: CustomerReportInput; report: CustomerReport; dataStart: string | null };

/** The same report of the time before; null where that began before anything is known. */
async function readBefore(ctx: Context, { input, report, dataStart }: Before): Promise<CustomerReport | null> {
  const { from, to, timezone } = rangeBefore(report.range, ctx.now());
  if (dataStart === null || localDay(from, timezone) < dataStart) return null;
  return getCustomerReport(ctx, { ...input, startDate: from.toISOString(), endDate: to.toISOString() });
}
