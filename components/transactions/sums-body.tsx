import type { Currency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import { MoneyText } from "../money-text";

/** Sums of ledger rows in one currency, in minor units. */
export type LedgerTotal = {
  readonly currency: Currency;
  readonly count: number;
  readonly amountMinor: bigint;
  readonly feeMinor: bigint;
  readonly netMinor: bigint;
};

/** The head of a ledger table: what all rows of the filter come to, currency by currency. */
export function SumsBody({ totals }: { totals: readonly LedgerTotal[] }) {
  const rows = totals.reduce((sum, total) => sum + total.count, 0);
  return (
    <tbody className="sums">
      {totals.map((total, index) => (
        <tr key={total.currency}>
          <th scope="rowgroup" colSpan={4} className={index === 0 ? "wide" : "hide"}>
            {index === 0 ? (
              allRows(rows, totals.length)
            ) : (
              <span className="sr-only">{total.currency.toUpperCase()}</span>
            )}
          </th>
          <td className="num hide">
            <MoneyText value={money(total.amountMinor, total.currency)} align code="beside" />
          </td>
          <td className="num second hide">
            <MoneyText value={money(total.feeMinor, total.currency)} align code="beside" />
          </td>
          <td className="num lead">
            <MoneyText value={money(total.netMinor, total.currency)} align code />
          </td>
          <td className="muted r" colSpan={2}>
            {count(total.count)}
          </td>
        </tr>
      ))}
    </tbody>
  );
}

function allRows(rows: number, currencies: number): string {
  if (rows === 1) return "The one row";
  const all = `All ${rows.toLocaleString("en-US")} rows`;
  return currencies > 1 ? `${all}, per currency` : all;
}

function count(rows: number): string {
  return rows === 1 ? "1 row" : `${rows.toLocaleString("en-US")} rows`;
}
