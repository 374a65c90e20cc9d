import Link from "next/link";
import type { Money } from "@/lib/core/money";
import type { BalanceRow } from "../balance/balance-rows";
import type { LedgerProof } from "../balance/ledger-proof";
import { currencyName } from "../money-parts";
import { CurrencyCode, MoneyText } from "../money-text";
import { ProofMark } from "../proof-mark";

export type BalanceLine = BalanceRow & {
  readonly proof: LedgerProof;
  /** How this currency is paid out. */
  readonly schedule: string | null;
};

/** What is there per currency, each figure leading to where it comes from. Currencies are never added together. */
export function BalancesTable({
  base,
  lines,
  canPayOut,
}: {
  base: string;
  lines: readonly BalanceLine[];
  canPayOut: boolean;
}) {
  const hasReserved = lines.some((line) => line.reserved !== null);
  const hasInstant = lines.some((line) => line.instant !== null);
  return (
    <table className="table balances stack">
      <caption className="sr-only">Balances per currency</caption>
      <thead>
        <tr>
          <th scope="col" className="w-[148px]">
            Currency
          </th>
          <th scope="col">Available</th>
          <th scope="col" className="num w-[132px]">
            Pending
          </th>
          {hasReserved && (
            <th scope="col" className="num w-[116px]">
              Reserved
            </th>
          )}
          {hasInstant && (
            <th scope="col" className="num w-[124px]">
              Instant
            </th>
          )}
          {canPayOut && (
            <th scope="col" className="w-[84px]">
              <span className="sr-only">Action</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={line.currency} {...{ base, line, canPayOut, hasReserved, hasInstant }} />
        ))}
      </tbody>
    </table>
  );
}

type LineProps = { base: string; line: BalanceLine; canPayOut: boolean; hasReserved: boolean; hasInstant: boolean };

function Line({ base, line, canPayOut, hasReserved, hasInstant }: LineProps) {
  const code = line.currency.toUpperCase();
  const detail = `${base}/balance?currency=${line.currency}`;
  return (
    <tr>
      <th scope="row">
        <span className="cur">
          {currencyName(line.currency)} <CurrencyCode currency={line.currency} />
        </span>
      </th>
      <td>
        <span className="fig fig--lead">
          <MoneyText value={line.available} />
        </span>
        <div className="capline">
          <ProofMark
            state={line.proof.state}
            href={`${base}/${line.proof.state === "proved" ? `transactions?currency=${line.currency}` : "sync"}`}
          >
            {line.proof.words}
          </ProofMark>
          {line.schedule && <span className="cap">{line.schedule}</span>}
        </div>
      </td>
      <SideFigure label="Pending" amount={line.pending} href={`${detail}#release`} />
      {hasReserved && <SideFigure label="Reserved" amount={line.reserved} href={detail} />}
      {hasInstant && <SideFigure label="Instant" amount={line.instant} href={detail} />}
      {canPayOut && (
        <td className="num hide-s">
          {line.available.minor > 0n && (
            <Link
              className="btn btn--ghost"
              href={`${base}/payouts/new?currency=${line.currency}`}
              aria-label={`Pay out ${code}`}
            >
              Pay out
            </Link>
          )}
        </td>
      )}
    </tr>
  );
}

function SideFigure({ label, amount, href }: { label: string; amount: Money | null; href: string }) {
  return (
    <td className={amount === null ? "num fact hide" : "num fact"}>
      <span className="cell-label" aria-hidden>
        {label}
      </span>
      {amount === null ? (
        <span className="side-fig muted">–</span>
      ) : (
        <Link className="side-fig under" href={href}>
          <MoneyText value={amount} />
        </Link>
      )}
    </td>
  );
}
