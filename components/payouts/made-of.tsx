import type { ReactNode } from "react";
import type { Currency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import type { Payout } from "@/lib/core/payout";
import type { PayoutProof } from "@/lib/core/proof";
import { cn } from "../cn";
import { MoneyText } from "../money-text";
import { Section } from "../panel";
import { ScrollRegion } from "../scroll-region";
import type { Clock } from "../time";
import { TimeText } from "../time-text";
import { categoryPlural } from "../transactions/transaction-words";
import { runningSpans } from "../transactions/waterfall";
import { FlowBar } from "../transactions/waterfall-table";

/** What a payout is made of, by Stripe's reporting categories; amounts in minor units. */
export type BreakdownRow = {
  readonly category: string;
  readonly count: number;
  readonly grossMinor: bigint;
  readonly feeMinor: bigint;
  readonly netMinor: bigint;
};

type MadeOfProps = { payout: Payout; categories: readonly BreakdownRow[]; clock: Clock };

/** The sums a payout consists of, ruled off when they come to its amount; else why there are none. */
export function MadeOf({ payout, categories, clock }: MadeOfProps) {
  const { proof } = payout;
  return (
    <Section
      title="What it is made of"
      aside={
        proof && (
          <>
            Checked <TimeText at={proof.checkedAt} clock={clock} />
          </>
        )
      }
    >
      {proof === null || proof.count === 0 ? (
        <p className="second">{noBreakdown(payout)}</p>
      ) : (
        <>
          {proof.linkKind === "estimated" && (
            <p className="second mb-4">
              Estimated. Stripe doesn’t tie payouts made by hand to transactions, so these are attributed to it in the
              order in which they became available, each once.
            </p>
          )}
          <BreakdownTable payout={payout} proof={proof} categories={categories} />
        </>
      )}
    </Section>
  );
}

function noBreakdown({ automatic, status, proof, reconciliationStatus }: Payout): string {
  if (!automatic && proof) {
    return "Nothing is attributed to this payout yet: the copy of the ledger has to be complete up to the moment it was made, and hold enough for it.";
  }
  if (!automatic && (status === "failed" || status === "canceled")) {
    return "This payout came to nothing, so no transactions are attributed to it.";
  }
  if (!automatic) return "This payout was made by hand, so Stripe doesn't tie it to specific transactions.";
  if (reconciliationStatus === "completed") return "The breakdown is ready at Stripe; the next sync reads it.";
  return "Stripe is still preparing the breakdown. It's usually ready shortly after the payout is paid.";
}

const colours: Readonly<Record<string, string>> = {
  charge: "var(--chart-main)",
  refund: "var(--chart-refunds)",
  dispute: "var(--chart-refunds)",
  fee: "var(--chart-fees)",
};

type BreakdownProps = { payout: Payout; proof: PayoutProof; categories: readonly BreakdownRow[] };

function BreakdownTable({ payout, proof, categories }: BreakdownProps) {
  const { currency } = payout.amount;
  // What came in stands first, so that the running total starts from it.
  const rows = categories.toSorted((a, b) => (a.netMinor === b.netMinor ? 0 : a.netMinor > b.netMinor ? -1 : 1));
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
        <BreakdownFoot payout={payout} proof={proof} categories={categories} />
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

function BreakdownFoot({ payout, proof, categories }: BreakdownProps) {
  const { currency } = payout.amount;
  const { count, explainedMinor, unexplainedMinor } = proof;
  const isEstimated = proof.linkKind === "estimated";
  const isProved = proof.state === "proved" && !isEstimated;
  const total = (of: (row: BreakdownRow) => bigint) =>
    money(
      categories.reduce((sum, row) => sum + of(row), 0n),
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
            <MoneyText value={money(explainedMinor, currency)} />
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
          {isEstimated ? "Not attributed" : "Unexplained"}
        </th>
        <td className="num">
          <MoneyText
            value={money(unexplainedMinor, currency)}
            className={cn(isProved && "font-medium text-proved", proof.state === "differs" && "neg")}
          />
        </td>
      </tr>
    </tfoot>
  );
}
