import type { CSSProperties } from "react";
import { money } from "@/lib/core/money";
import type { Transaction } from "@/lib/core/transaction";
import { MoneyText } from "../money-text";
import { type Span, type WaterfallStep, waterfallOf } from "./waterfall";

const colours: Record<WaterfallStep["kind"], string> = {
  gross: "var(--chart-main)",
  stripe: "var(--chart-fees)",
  application: "var(--chart-application)",
  tax: "var(--chart-other)",
  other: "var(--chart-other)",
};

/** Gross, less each fee, is net: as lines that add up, each with its bar. */
export function WaterfallTable({ transaction }: { transaction: Transaction }) {
  const { steps, zero } = waterfallOf(transaction);
  const amount = (minor: bigint) => money(minor, transaction.currency);
  return (
    <table className="table table--dense max-w-[520px]">
      <caption className="sr-only">Gross less fees is net</caption>
      <tbody>
        {steps.map((step) => (
          <tr key={step.label}>
            <th scope="row">{step.label}</th>
            <td className="w-2/5">
              <FlowBar span={step.span} zero={zero} colour={colours[step.kind]} />
            </td>
            <td className="num">
              <MoneyText value={amount(step.minor)} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="close">
          <th scope="row" colSpan={2}>
            Net
          </th>
          <td className="num">
            <span className="sum">
              <MoneyText value={amount(transaction.netMinor)} />
            </span>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

/** One bar of a running total. The figure beside it says the same, so it is not read out. */
export function FlowBar({ span, zero, colour }: { span: Span; zero: number; colour: string }) {
  const place = { "--a": `${span.start}%`, "--b": `${span.width}%`, "--c": colour, "--zero": `${zero}%` };
  return (
    <span className="flow before:[inset-inline-start:var(--zero)]" style={place as CSSProperties} aria-hidden>
      {span.width > 0 && <i />}
    </span>
  );
}
