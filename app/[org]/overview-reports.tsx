import Link from "next/link";
import { cache, type ReactNode } from "react";
import { Glance } from "@/components/overview/glance";
import { daysLabel } from "@/components/reports/period-words";
import { changeWords, rateText } from "@/components/reports/ratio";
import { counted } from "@/components/reports/report-words";
import { rowsHref } from "@/components/reports/rows-href";
import { shortDay } from "@/components/time";
import { EmptyState } from "@/components/ui/empty-state";
import { contextFromSession } from "@/lib/context-from-session";
import type { Currency } from "@/lib/core/currency";
import { AppError } from "@/lib/core/errors";
import { money, toMajorNumber } from "@/lib/core/money";
import { addDays, localDay } from "@/lib/core/period";
import { feeReportInput, revenueReportInput } from "@/lib/core/report-input";
import { getFeeReport } from "@/lib/reports/get-fee-report";
import { getRevenueReport } from "@/lib/reports/get-revenue-report";
import { sumFeesInLedger } from "@/lib/reports/sum-fees-in-ledger";
import { readClock } from "./reads";
import { placeOf, spanOf } from "./report-place";
import { provePayments, readDataStart } from "./rows-behind";

const days = 30;

/** Today and the 29 days before, as the reports are asked for them. */
const readDays = cache(async (org: string) => {
  const [ctx, clock] = await Promise.all([contextFromSession(org), readClock(org)]);
  const today = localDay(clock.now, clock.zone);
  const range = { startDate: addDays(today, 1 - days), endDate: today, timezone: clock.zone };
  return { ctx, clock, range, dataStart: await readDataStart(ctx, { accountId: undefined, timezone: clock.zone }) };
});

/** Revenue of the last 30 days in the default currency. */
export async function RevenueGlance({ org }: { org: string }) {
  const { ctx, clock, range, dataStart } = await readDays(org);
  const input = revenueReportInput.parse({ ...range, groupBy: "day", compare: "previous" });
  const report = await unlessUnconnected(getRevenueReport(ctx, input));
  if (!report || report.count === 0) return <Nothing others={report?.otherCurrencies ?? []} org={org} name="revenue" />;
  const { isProved } = await provePayments(ctx, { ...report, accountId: undefined });
  const span = spanOf(report);
  return (
    <Glance
      total={money(report.total, report.currency)}
      proof={
        isProved
          ? { words: `Adds up: ${counted(report.count, "payment")}`, href: `/${org}/reports/revenue?range=30d` }
          : null
      }
      since={sinceWords()}
      values={report.periods.map(({ revenue }) => toMajorNumber(money(revenue, report.currency)))}
      color="var(--chart-main)"
      label={`Revenue by day, ${daysLabel(span.date, span.lastDate, clock)}`}
      ends={[shortDay(span.date, clock), shortDay(span.lastDate, clock)]}
      others={<Others others={report.otherCurrencies} org={org} name="revenue" />}
    />
  );

  function sinceWords(): ReactNode {
    const before = report?.comparison;
    if (!report || !before) return null;
    const { date, lastDate } = spanOf(before);
    if (dataStart === null || date < dataStart) return "No data of the 30 days before to compare with";
    return (
      <>
        <b className="strong">{changeWords(report.total, before.total)}</b> vs {daysLabel(date, lastDate, clock)}
      </>
    );
  }
}

/** Fees of the last 30 days in the default currency, and how much of the revenue they are. */
export async function FeesGlance({ org }: { org: string }) {
  const { ctx, clock, range, dataStart } = await readDays(org);
  const report = await unlessUnconnected(getFeeReport(ctx, feeReportInput.parse({ ...range, groupBy: "day" })));
  if (!report || report.count === 0) return <Nothing others={report?.otherCurrencies ?? []} org={org} name="fees" />;
  const earlier = { startDate: addDays(range.startDate, -days), endDate: addDays(range.startDate, -1) };
  const isComparable = dataStart !== null && earlier.startDate >= dataStart;
  const [inRows, before] = await Promise.all([
    sumFeesInLedger(ctx, { ...report, accountId: undefined }),
    isComparable ? getFeeReport(ctx, feeReportInput.parse({ ...range, ...earlier, currency: report.currency })) : null,
  ]);
  const span = spanOf(report);
  const place = placeOf(org, { report, query: {}, clock });
  return (
    <Glance
      total={money(report.total, report.currency)}
      proof={
        inRows === report.total
          ? { words: `Adds up: ${counted(report.count, "fee line")}`, href: rowsHref(place, span) }
          : null
      }
      since={
        <>
          <b className="strong">{rateText(report.effectiveRate)}</b> of revenue
          {before && before.effectiveRate !== null && `, ${rateText(before.effectiveRate)} in the 30 days before`}
        </>
      }
      values={report.periods.map(({ total }) => toMajorNumber(money(total, report.currency)))}
      color="var(--chart-fees)"
      label={`Fees by day, ${daysLabel(span.date, span.lastDate, clock)}`}
      ends={[shortDay(span.date, clock), shortDay(span.lastDate, clock)]}
      others={<Others others={report.otherCurrencies} org={org} name="fees" />}
    />
  );
}

type OthersProps = { others: readonly Currency[]; org: string; name: "revenue" | "fees" };

function Others({ others, org, name }: OthersProps) {
  if (others.length === 0) return null;
  return (
    <>
      Also in{" "}
      {others.map((currency, index) => (
        <span key={currency}>
          {index > 0 && ", "}
          <Link className="link" prefetch={false} href={`/${org}/reports/${name}?range=30d&currency=${currency}`}>
            {currency.toUpperCase()}
          </Link>
        </span>
      ))}
    </>
  );
}

function Nothing(props: OthersProps) {
  return (
    <EmptyState title={`No ${props.name} in the last ${days} days`}>
      {props.others.length > 0 ? <Others {...props} /> : "The first payment shows here within moments of being made."}
    </EmptyState>
  );
}

/** What was read, or null while no account is connected. */
async function unlessUnconnected<Report>(reading: Promise<Report>): Promise<Report | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AppError && error.code === "no_connected_account") return null;
    throw error;
  }
}
