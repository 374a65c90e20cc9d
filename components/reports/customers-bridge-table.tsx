import type { CustomerReport } from "@/lib/core/report";
import { cn } from "../cn";
import { HeadCell } from "../data-table";
import { ScrollRegion } from "../scroll-region";
import type { Clock } from "../time";
import { type CustomerBridge, customerBridge, type Heads, isBridgeProved } from "./customer-bridge";
import { periodLabel, periodRemark } from "./period-words";
import { type RowsPlace, rowsHref } from "./rows-href";
import { RowsLink } from "./rows-link";

type CustomersBridgeTableProps = {
  report: CustomerReport;
  /** Those up to now. */
  periods: CustomerReport["periods"];
  place: RowsPlace;
  clock: Clock;
};

/** Customers by period, and how they become customers counted once: whoever paid in several was counted in each. */
export function CustomersBridgeTable({ report, periods, place, clock }: CustomersBridgeTableProps) {
  const { groupBy } = report;
  const bridge = customerBridge(report);
  const noun = groupBy === "day" ? "day" : "week";
  return (
    <ScrollRegion label={`Customers by ${noun}, table`}>
      <table className="table table--dense">
        <caption className="sr-only">Customers by {noun}</caption>
        <thead>
          <tr>
            <HeadCell>{noun === "day" ? "Day" : "Week"}</HeadCell>
            <HeadCell column={{ isNumber: true }}>New</HeadCell>
            <HeadCell column={{ isNumber: true }}>Returning</HeadCell>
            <HeadCell column={{ isNumber: true }}>Paying</HeadCell>
          </tr>
        </thead>
        <tbody>
          {periods.map((period) => (
            <tr key={period.from.toISOString()}>
              <th scope="row">
                <RowsLink href={rowsHref({ ...place, currency: null }, period, "charges")}>
                  {periodLabel(period, groupBy, clock)}
                </RowsLink>
                {!period.isComplete && <span className="muted"> {periodRemark(period, groupBy, clock)}</span>}
              </th>
              <td className="num">{period.newCustomers.toLocaleString("en-US")}</td>
              <td className="num">{period.returningCustomers.toLocaleString("en-US")}</td>
              <td className="num lead">{(period.newCustomers + period.returningCustomers).toLocaleString("en-US")}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <HeadsRow heads={bridge.all} label={`All ${noun}s`} />
          <HeadsRow heads={bridge.again} label={againLabel(bridge, noun)} className="tail" isSigned />
          <HeadsRow
            heads={bridge.once}
            label="Customers, each once"
            className="close"
            isRuled={isBridgeProved(bridge)}
          />
        </tfoot>
      </table>
    </ScrollRegion>
  );
}

type HeadsRowProps = { heads: Heads; label: string; className?: string; isSigned?: boolean; isRuled?: boolean };

function HeadsRow({ heads, label, className, isSigned = false, isRuled = false }: HeadsRowProps) {
  return (
    <tr className={className}>
      <th scope="row">{label}</th>
      {(["fresh", "returning", "paying"] as const).map((part) => {
        const text = signed(heads[part], isSigned);
        return (
          <td key={part} className={cn("num", heads[part] < 0 && "neg")}>
            {isRuled && part === "paying" ? <span className="sum">{text}</span> : text}
          </td>
        );
      })}
    </tr>
  );
}

function againLabel({ again }: CustomerBridge, noun: string): string {
  return again.fresh === 0 ? `Already in an earlier ${noun}` : `Counted in several ${noun}s`;
}

function signed(count: number, isSigned: boolean): string {
  const text = Math.abs(count).toLocaleString("en-US");
  if (count < 0) return `\u2212${text}`;
  return isSigned && count > 0 ? `+${text}` : text;
}
