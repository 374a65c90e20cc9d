import type { CSSProperties } from "react";
import { money } from "@/lib/core/money";
import type { FeeReport } from "@/lib/core/report";
import { divideHalfEven } from "@/lib/core/rounding";
import { HeadCell } from "../data-table";
import { MoneyText } from "../money-text";
import { ScrollRegion } from "../scroll-region";
import {
  type FeeKindRow,
  feeKindRows,
  feeLineLabel,
  kindColors,
  kindLabels,
  typeOfCategory,
  typeOfKind,
} from "./fee-lines";
import { percentOf, sharesOf } from "./ratio";
import type { Span } from "./rows-href";
import { type RowsPlace, rowsHref } from "./rows-href";
import { RowsLink } from "./rows-link";

type FeeKindsTableProps = { report: FeeReport; place: RowsPlace; span: Span };

/** What was taken, kind by kind, and within a kind by Stripe's own word for it. */
export function FeeKindsTable({ report, place, span }: FeeKindsTableProps) {
  const rows = feeKindRows(report);
  const shares = sharesOf(rows.map(({ amount }) => amount));
  const [widest = 0n] = rows.map(({ amount }) => amount).toSorted((a, b) => Number(b > a) - Number(b < a));
  const sum = rows.reduce((total, { amount }) => total + amount, 0n);
  const total = <MoneyText value={money(report.total, report.currency)} />;
  return (
    <ScrollRegion label="Fees by kind, table">
      <table className="table" id="rows">
        <caption className="sr-only">Fees by kind</caption>
        <thead>
          <tr>
            <HeadCell>Kind</HeadCell>
            <HeadCell column={{ isNumber: true, headClassName: "max-md:hidden" }}>Count</HeadCell>
            <HeadCell column={{ isNumber: true, headClassName: "max-md:hidden" }}>Average</HeadCell>
            <HeadCell column={{ isNumber: true }}>Of revenue</HeadCell>
            <HeadCell column={{ headClassName: "max-md:hidden" }}>
              <span className="sr-only">Share bar</span>
            </HeadCell>
            <HeadCell column={{ isNumber: true, headClassName: "max-md:hidden" }}>Share</HeadCell>
            <HeadCell column={{ isNumber: true }}>Amount</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <KindRows
              key={row.kind}
              row={row}
              share={shares[index] ?? "–"}
              width={widest > 0n && row.amount > 0n ? percentOf(row.amount, widest, 2) : "0%"}
              report={report}
              place={place}
              span={span}
            />
          ))}
        </tbody>
        <tfoot>
          <tr className="close">
            <th scope="row">All fees</th>
            <td className="num max-md:hidden">{report.count.toLocaleString("en-US")}</td>
            <td className="max-md:hidden" />
            <td className="num">{percentOf(report.total, report.gross, 2)}</td>
            <td className="max-md:hidden" />
            <td className="num max-md:hidden">{report.total > 0n ? "100.0%" : "–"}</td>
            <td className="num">{sum === report.total ? <span className="sum">{total}</span> : total}</td>
          </tr>
        </tfoot>
      </table>
    </ScrollRegion>
  );
}

type KindRowsProps = FeeKindsTableProps & { row: FeeKindRow; share: string; width: string };

function KindRows({ row, share, width, report, place, span }: KindRowsProps) {
  const { kind, amount, count, parts } = row;
  const of = (minor: bigint) => <MoneyText value={money(minor, report.currency)} />;
  const average = (minor: bigint, of_: number) => (of_ === 0 ? "–" : of(divideHalfEven(minor, BigInt(of_))));
  const color = kindColors[kind];
  return (
    <>
      <tr>
        <th scope="row">
          <span className="kind">
            <i className="sw" style={{ "--c": color } as CSSProperties} />
            <RowsLink href={rowsHref(place, span, typeOfKind(kind, report.breakdown))}>{kindLabels[kind]}</RowsLink>
          </span>
        </th>
        <td className="num second max-md:hidden">{count.toLocaleString("en-US")}</td>
        <td className="num second max-md:hidden">{average(amount, count)}</td>
        <td className="num second">{percentOf(amount, report.gross, 2)}</td>
        <td className="w-[26%] max-md:hidden">
          <span className="share" style={{ "--v": width } as CSSProperties}>
            <i style={{ background: color }} />
          </span>
        </td>
        <td className="num second max-md:hidden">{share}</td>
        <td className="num lead">{of(amount)}</td>
      </tr>
      {parts.map((part) => (
        <tr key={`${part.type} ${part.category}`} className="part">
          <th scope="row">
            <RowsLink href={rowsHref(place, span, typeOfCategory(part.category))}>{feeLineLabel(part)}</RowsLink>
          </th>
          <td className="num max-md:hidden">{part.count.toLocaleString("en-US")}</td>
          <td className="num max-md:hidden">{average(part.amount, part.count)}</td>
          <td className="num">{percentOf(part.amount, report.gross, 2)}</td>
          <td className="max-md:hidden" />
          <td className="max-md:hidden" />
          <td className="num">{of(part.amount)}</td>
        </tr>
      ))}
    </>
  );
}
