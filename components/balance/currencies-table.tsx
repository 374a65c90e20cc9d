import Link from "next/link";
import { type DataColumn, DataTable } from "../data-table";
import { currencyName } from "../money-parts";
import { CurrencyCode, MoneyText } from "../money-text";
import { ProofMark } from "../proof-mark";
import type { BalanceRow } from "./balance-rows";
import type { LedgerProof } from "./ledger-proof";

export type CurrencyLine = BalanceRow & { readonly proof: LedgerProof; readonly href: string };

const columns: DataColumn<CurrencyLine>[] = [
  {
    id: "currency",
    header: "Currency",
    isRowHeader: true,
    cell: (line) => (
      <Link className="under" href={line.href}>
        {currencyName(line.currency)} <CurrencyCode currency={line.currency} />
      </Link>
    ),
  },
  {
    id: "available",
    header: "Available",
    isNumber: true,
    className: "lead max-md:hidden",
    headClassName: "max-md:hidden",
    cell: (line) => <MoneyText value={line.available} align code="beside" />,
  },
  {
    id: "pending",
    header: "Pending",
    isNumber: true,
    className: "max-md:hidden",
    headClassName: "max-md:hidden",
    cell: (line) => <MoneyText value={line.pending} align code="beside" />,
  },
  {
    id: "total",
    header: "Total",
    isNumber: true,
    cell: (line) => <MoneyText value={line.total} align code="beside" />,
  },
  {
    id: "proof",
    header: "Proof",
    cell: ({ proof: { state, words } }) => {
      // On a phone the claim has to do; what it was made of is on the currency's own page.
      const [claim, made] = words.split(": ");
      return (
        <ProofMark state={state}>
          {claim}
          {made && <span className="hide-s">: {made}</span>}
        </ProofMark>
      );
    },
  },
];

/** The currencies that are not shown above, each leading to its own page. */
export function CurrenciesTable({ lines }: { lines: readonly CurrencyLine[] }) {
  return <DataTable caption="Other currencies" columns={columns} rows={lines} rowKey={(line) => line.currency} />;
}
