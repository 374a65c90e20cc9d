import { money } from "@/lib/core/money";
import type { FeePeriod, FeeReport, Grouping } from "@/lib/core/report";
import { divideHalfEven } from "@/lib/core/rounding";
import { CurrencyCode, MoneyText } from "../money-text";
import { ProofMark, Ruled } from "../proof-mark";
import { halvesOf } from "./fee-lines";
import { Kpis } from "./kpis";
import { periodCount } from "./period-words";
import { percentOf, rateText } from "./ratio";
import { counted } from "./report-words";

type FeeKpisProps = {
  report: FeeReport;
  periods: readonly FeePeriod[];
  groupBy: Grouping;
  /** Whether the ledger's own rows come to the same sum. */
  isProved: boolean;
  rowsHref: string;
};

/** What was taken, how much of the revenue that is, and where it goes. */
export function FeeKpis({ report, periods, groupBy, isProved, rowsHref }: FeeKpisProps) {
  const { currency, total, gross, payments, notReturned } = report;
  const of = (minor: bigint) => <MoneyText value={money(minor, currency)} />;
  const halves = halvesOf(periods);
  return (
    <Kpis
      kpis={[
        {
          label: (
            <>
              Fees <CurrencyCode currency={currency} />
            </>
          ),
          value: <Ruled state={isProved ? "proved" : "untied"}>{of(total)}</Ruled>,
          note: isProved ? (
            <ProofMark state="proved" href={rowsHref}>
              Adds up: {counted(report.count, "fee line")}
            </ProofMark>
          ) : (
            <ProofMark state="untied">Not tied to the ledger</ProofMark>
          ),
        },
        {
          label: "Effective rate",
          value: rateText(report.effectiveRate),
          note: report.effectiveRate === null ? noRateWords(gross) : <>of {of(gross)} revenue</>,
        },
        {
          label: "Average a payment",
          value: payments === 0 ? "–" : of(divideHalfEven(total, BigInt(payments))),
          note: payments === 0 ? "No payments in this time" : counted(payments, "payment"),
        },
        halves
          ? {
              label: `Rate, last ${periodCount(halves.count, groupBy)}`,
              value: percentOf(halves.later.fees, halves.later.gross, 2),
              note: `${percentOf(halves.earlier.fees, halves.earlier.gross, 2)} in the ${periodCount(halves.count, groupBy)} before`,
            }
          : {
              label: "Not returned on refunds",
              value: of(notReturned),
              note: "Fees of refunded payments that Stripe kept, part of the total",
            },
      ]}
    />
  );
}

function noRateWords(gross: bigint): string {
  return gross === 0n ? "No revenue to set the fees beside" : "No fees booked in this currency";
}
