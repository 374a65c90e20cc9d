import { toCurrency } from "@/lib/core/currency";
import { add, type Money, money } from "@/lib/core/money";
import { MoneyText } from "../money-text";
import { ProofMark } from "../proof-mark";

const usd = (minor: bigint) => money(minor, toCurrency("usd"));

const lines: readonly { label: string; count: number; net: Money }[] = [
  { label: "charges", count: 117, net: usd(1_226_972n) },
  { label: "refunds", count: 6, net: usd(-68_430n) },
  { label: "dispute", count: 1, net: usd(-13_500n) },
  { label: "fees", count: 2, net: usd(-4_685n) },
  { label: "adjustments", count: 2, net: usd(1_250n) },
];

/** What the product is about, in six lines: a payout and the rows it is made of. */
export function ProofExample() {
  const total = lines.map(({ net }) => net).reduce(add);
  const count = lines.reduce((sum, line) => sum + line.count, 0);
  return (
    <>
      <div className="scroll">
        <table className="table table--dense">
          <caption className="sr-only">Example: a payout and what it is made of</caption>
          <tbody>
            {lines.map((line) => (
              <tr key={line.label}>
                <th scope="row">
                  {line.count} {line.label}
                </th>
                <td className="num">
                  <MoneyText value={line.net} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="close">
              <th scope="row">Payout</th>
              <td className="num">
                <span className="sum">
                  <MoneyText value={total} />
                </span>
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
      <div className="mt-2.5">
        <ProofMark state="proved">Adds up: {count} transactions</ProofMark>
      </div>
    </>
  );
}
