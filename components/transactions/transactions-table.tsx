import Link from "next/link";
import { money } from "@/lib/core/money";
import { type FlatQuery, queryHref } from "@/lib/core/page-query";
import type { Transaction } from "@/lib/core/transaction";
import { HeadCell } from "../data-table";
import { MoneyText } from "../money-text";
import { ScrollRegion } from "../scroll-region";
import { nextSort, parseSort } from "../sort";
import type { Clock } from "../time";
import { TimeText } from "../time-text";
import { AvailableText } from "./available-text";
import { type LedgerTotal, SumsBody } from "./sums-body";
import { transactionLabel } from "./transaction-words";

type TransactionsTableProps = {
  /** Path of the list; rows open below it. */
  path: string;
  payoutsPath: string;
  query: FlatQuery;
  rows: readonly Transaction[];
  /** Sums over the whole filter, one per currency. */
  totals: readonly LedgerTotal[];
  clock: Clock;
};

/** Ledger rows under the sums of the whole filter. On a phone each row is a small block of its own. */
export function TransactionsTable({ path, payoutsPath, query, rows, totals, clock }: TransactionsTableProps) {
  return (
    <ScrollRegion id="rows" label="Transactions, table">
      <table className="table table--dense stack">
        <caption className="sr-only">Transactions</caption>
        <Head path={path} query={query} />
        <SumsBody totals={totals} />
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} path={path} payoutsPath={payoutsPath} clock={clock} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Head({ path, query }: { path: string; query: FlatQuery }) {
  const sort = query.sort ?? "-created";
  const [sortedBy] = parseSort(sort);
  const sortable = (name: string) => ({
    href: queryHref(path, query, { sort: nextSort(name, sort) }),
    sorted: sortedBy?.id === name ? (sortedBy.desc ? ("desc" as const) : ("asc" as const)) : (false as const),
  });
  return (
    <thead>
      <tr>
        <HeadCell {...sortable("created")}>Created</HeadCell>
        <HeadCell>Type</HeadCell>
        <HeadCell>Description</HeadCell>
        <HeadCell>Source</HeadCell>
        <HeadCell {...sortable("amount")} column={{ isNumber: true }}>
          Gross
        </HeadCell>
        <HeadCell column={{ isNumber: true }}>Fee</HeadCell>
        <HeadCell column={{ isNumber: true }}>Net</HeadCell>
        <HeadCell>Available</HeadCell>
        <HeadCell>Payout</HeadCell>
      </tr>
    </thead>
  );
}

type RowProps = { row: Transaction; path: string; payoutsPath: string; clock: Clock };

function Row({ row, path, payoutsPath, clock }: RowProps) {
  const amount = (minor: bigint) => money(minor, row.currency);
  return (
    <tr>
      <th scope="row" className="max-md:order-4">
        <Link className="under second" href={`${path}/${row.stripeBalanceTxnId}`}>
          <TimeText at={row.createdAt} clock={clock} />
        </Link>
      </th>
      <td className="lead max-md:order-1">{transactionLabel(row)}</td>
      <td className="second ell wide max-md:order-3" title={row.description ?? undefined}>
        {row.description ?? <span className="muted">–</span>}
      </td>
      <td className="mono muted hide">{shortId(row.sourceId)}</td>
      <td className="num hide">
        <MoneyText value={amount(row.amountMinor)} align code="beside" />
      </td>
      <td className="num second hide">
        <MoneyText value={amount(row.feeMinor)} align code="beside" />
      </td>
      <td className="num lead r max-md:order-2">
        <MoneyText value={amount(row.netMinor)} align code />
      </td>
      <td className="second r max-md:order-5">
        <AvailableText row={row} clock={clock} />
      </td>
      <td className="mono hide">
        {row.payoutId === null ? (
          <span className="muted">–</span>
        ) : (
          <Link className="under" href={`${payoutsPath}/${row.payoutId}`}>
            {shortId(row.stripePayoutId)}
          </Link>
        )}
      </td>
    </tr>
  );
}

/** Enough of an id to tell rows apart; the row's own page has all of it. */
function shortId(id: string | null): string {
  if (id === null) return "–";
  return id.length > 15 ? `${id.slice(0, 6)}…${id.slice(-6)}` : id;
}
