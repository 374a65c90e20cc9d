import { money } from "@/lib/core/money";
import { localDay } from "@/lib/core/period";
import type { Comparison, RevenueReport } from "@/lib/core/report";
import { divideHalfEven } from "@/lib/core/rounding";
import { CurrencyCode, MoneyText } from "../money-text";
import { ProofMark, Ruled } from "../proof-mark";
import type { Clock } from "../time";
import { type Kpi, Kpis } from "./kpis";
import { daysLabel, periodCount } from "./period-words";
import { changeWords } from "./ratio";
import { counted } from "./report-words";
import { comparedOf, type RevenueLine } from "./revenue-lines";

type RevenueKpisProps = {
  report: RevenueReport;
  lines: readonly RevenueLine[];
  compare: Comparison;
  /** Whether the ledger's own rows come to the same number and sum. */
  isProved: boolean;
  rowsHref: string;
  clock: Clock;
};

/** What the report comes to, in four figures. */
export function RevenueKpis({ report, lines, compare, isProved, rowsHref, clock }: RevenueKpisProps) {
  const { currency, total, count, groupBy } = report;
  const of = (minor: bigint) => <MoneyText value={money(minor, currency)} />;
  const complete = lines.filter((line) => line.isComplete).length;
  const isOpen = report.averageOfCompletePeriods !== null && complete < report.periods.length;
  return (
    <Kpis
      kpis={[
        {
          label: (
            <>
              Revenue <CurrencyCode currency={currency} />
            </>
          ),
          value: <Ruled state={isProved ? "proved" : "untied"}>{of(total)}</Ruled>,
          note: isProved ? (
            <ProofMark state="proved" href={rowsHref}>
              Adds up: {counted(count, "payment")}
            </ProofMark>
          ) : (
            <ProofMark state="untied">Not tied to the ledger</ProofMark>
          ),
        },
        compare === "none" ? keptKpi(report) : comparedKpi({ report, lines, compare, clock }),
        {
          label: `Average a ${groupBy}`,
          value: of(report.averageOfCompletePeriods ?? report.average),
          note: isOpen ? (
            <>
              Over {periodCount(complete, groupBy)} that passed. With all: {of(report.average)}
            </>
          ) : (
            `Over ${periodCount(report.periods.length, groupBy)}`
          ),
        },
        {
          label: "Payments",
          value: count.toLocaleString("en-US"),
          note: count > 0 && <>{of(divideHalfEven(total, BigInt(count)))} on average</>,
        },
      ]}
    />
  );
}

function keptKpi({ currency, total, refunds, disputes }: RevenueReport): Kpi {
  const of = (minor: bigint) => <MoneyText value={money(minor, currency)} />;
  return {
    label: "After refunds and disputes",
    value: of(total - refunds - disputes),
    note: (
      <>
        {of(-refunds)} refunds, {of(-disputes)} disputes
      </>
    ),
  };
}

type ComparedKpiProps = Pick<RevenueKpisProps, "report" | "lines" | "compare" | "clock">;

/** Like beside like: only periods that have data to be compared with, and only as much time as has passed. */
function comparedKpi({ report, lines, compare, clock }: ComparedKpiProps): Kpi {
  const label = compare === "year" ? "Against last year" : "Against the period before";
  const compared = comparedOf(lines);
  if (!compared) return { label, value: "–", note: "No data that early to compare with" };
  const of = (minor: bigint) => <MoneyText value={money(minor, report.currency)} />;
  const difference = compared.now - compared.before;
  const today = localDay(clock.now, report.range.timezone);
  const to = lines.at(-1)?.isComplete === false ? `, both to ${daysLabel(today, today, clock)}` : "";
  return {
    label,
    value: changeWords(compared.now, compared.before),
    note: (
      <>
        {difference > 0n && "+"}
        {of(difference)} on {of(compared.before)}
        {compared.isAll ? to : `, over the ${periodCount(compared.periods, report.groupBy)} with data in both`}
      </>
    ),
  };
}
