import type { ReactNode } from "react";
import type { Currency } from "@/lib/core/currency";
import { formatMoney, money } from "@/lib/core/money";
import type { Payout } from "@/lib/core/payout";
import { MoneyText } from "../money-text";
import { Section } from "../panel";
import { ScrollRegion } from "../scroll-region";
import { categoryPlural } from "../transactions/transaction-words";
import { runningSpans } from "../transactions/waterfall";
import { FlowBar } from "../transactions/waterfall-table";
import { Note } from "../ui/note";

/** What a payout is made of, by Stripe's reporting categories; amounts in minor units. */
export type Breakdown = {
  readonly count: number;
  readonly sumMinor: bigint;
  readonly differenceMinor: bigint;
  readonly byCategory: readonly BreakdownRow[];
};

export type BreakdownRow = {
  readonly category: string;
  readonly count: number;
  readonly grossMinor: bigint;
  readonly feeMinor: bigint;
  readonly netMinor: bigint;
};

/** The sums a payout consists of, ruled off when they come to its amount; else why there are none. */
export function MadeOf({ payout, breakdown }: { payout: Payout; breakdown: Breakdown | null }) {
  return (
    <Section title="What it is made of">
      {breakdown === null || breakdown.count === 0 ? (
        <p className="second">{noBreakdown(payout)}</p>
      ) : (
        <BreakdownTable payout={payout} breakdown={breakdown} />
      )}
    </Section>
  );
}

function noBreakdown(payout: Payout): string {
  if (!payout.automatic) {
    return "This payout was made by hand, so Stripe doesn't tie it to specific transactions.";
  }
  if (payout.reconciliationStatus === "completed") return "The breakdown is ready at Stripe; the next sync reads it.";
  return "Stripe is still preparing the breakdown. It's usually ready shortly after the payout is paid.";
}

const colours: Readonly<Record<string, string>> = {
  charge: "var(--chart-main)",
  refund: "var(--chart-refunds)",
  dispute: "var(--chart-refunds)",
  fee: "var(--chart-fees)",
};

function BreakdownTable({ payout, breakdown }: { payout: Payout; breakdown: Breakdown }) {
  const { currency } = payout.amount;
  // What came in stands first, so that the running total starts from it.
  const rows = breakdown.byCategory.toSorted((a, b) =>
    a.netMinor === b.netMinor ? 0 : a.netMinor > b.netMinor ? -1 : 1,
  );
  const { spans, zero } = runningSpans(rows.map((row) => row.netMinor));
  return (
    <ScrollRegion label="Transactions by reporting category, table">
      <table className="table">
        <caption className="sr-only">Transactions by reporting category</caption>
        <thead>
          <tr>
            <th scope="col">Category</th>
            <th scope="col" className="num">
              Count
            </th>
            <th scope="col">
              <span className="sr-only">Running total</span>
            </th>
            <th scope="col" className="num">
              Gross
            </th>
            <th scope="col" className="num">
              Fees
            </th>
            <th scope="col" className="num">
              Net
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <CategoryRow
              key={row.category}
              row={row}
              currency={currency}
              bar={
                <FlowBar
                  span={spans[index] ?? { start: 0, width: 0 }}
                  zero={zero}
                  colour={colours[row.category] ?? "var(--chart-other)"}
                />
              }
            />
          ))}
        </tbody>
        <BreakdownFoot payout={payout} breakdown={breakdown} />
      </table>
    </ScrollRegion>
  );
}

function CategoryRow({ row, currency, bar }: { row: BreakdownRow; currency: Currency; bar: ReactNode }) {
  const amount = (minor: bigint) => <MoneyText value={money(minor, currency)} />;
  return (
    <tr>
      <th scope="row">{categoryPlural(row.category)}</th>
      <td className="num second">{row.count.toLocaleString("en-US")}</td>
      <td className="w-1/3">{bar}</td>
      <td className="num second">{amount(row.grossMinor)}</td>
      <td className="num second">{amount(row.feeMinor)}</td>
      <td className="num lead">{amount(row.netMinor)}</td>
    </tr>
  );
}

function BreakdownFoot({ payout, breakdown }: { payout: Payout; breakdown: Breakdown }) {
  const { currency } = payout.amount;
  const { differenceMinor, byCategory, count, sumMinor } = breakdown;
  const isProved = differenceMinor === 0n;
  const total = (of: (row: BreakdownRow) => bigint) =>
    money(
      byCategory.reduce((sum, row) => sum + of(row), 0n),
      currency,
    );
  return (
    <tfoot>
      <tr className={isProved ? "close" : undefined}>
        <th scope="row">Transactions</th>
        <td className="num">{count.toLocaleString("en-US")}</td>
        <td />
        <td className="num">
          <MoneyText value={total((row) => row.grossMinor)} />
        </td>
        <td className="num">
          <MoneyText value={total((row) => row.feeMinor)} />
        </td>
        <td className="num">
          <span className="sum">
            <MoneyText value={money(sumMinor, currency)} />
          </span>
        </td>
      </tr>
      <tr className="tail">
        <th scope="row" colSpan={5}>
          Payout, as Stripe reports it
        </th>
        <td className="num">
          <MoneyText value={payout.amount} />
        </td>
      </tr>
      <tr className="tail">
        <th scope="row" colSpan={5}>
          Unexplained
        </th>
        <td className="num">
          <MoneyText
            value={money(differenceMinor, currency)}
            className={isProved ? "font-medium text-proved" : "neg"}
          />
        </td>
      </tr>
    </tfoot>
  );
}

/** Says how far the transactions are from the payout, in which direction; nothing when they agree. */
export function DifferenceNote({ payout, breakdown }: { payout: Payout; breakdown: Breakdown | null }) {
  if (breakdown === null || breakdown.count === 0 || breakdown.differenceMinor === 0n) return null;
  const { differenceMinor, sumMinor } = breakdown;
  const { currency } = payout.amount;
  const size = money(differenceMinor < 0n ? -differenceMinor : differenceMinor, currency);
  return (
    <Note kind="bad" className="mb-8">
      <b>
        Transactions add up to {formatMoney(money(sumMinor, currency))}, {formatMoney(size)}{" "}
        {differenceMinor > 0n ? "less" : "more"} than the payout.
      </b>{" "}
      A full sync reads them again from Stripe.
    </Note>
  );
}
