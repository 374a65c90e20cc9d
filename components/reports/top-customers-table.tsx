import type { CSSProperties, ReactNode } from "react";
import { money } from "@/lib/core/money";
import type { CustomerReport, TopCustomer } from "@/lib/core/report";
import { HeadCell } from "../data-table";
import { MoneyText } from "../money-text";
import { ScrollRegion } from "../scroll-region";
import { type Clock, shortDate } from "../time";
import { customerWords } from "./customer-bridge";
import { percentOf, sharesOf } from "./ratio";
import { counted } from "./report-words";

type TopCustomersTableProps = {
  report: CustomerReport;
  /** Names of the organization's accounts by Stripe's id, where there are several to tell apart. */
  accountNames: ReadonlyMap<string, string> | null;
  /** Whether the report's revenue is that of its rows in the ledger. */
  isProved: boolean;
  clock: Clock;
};

/** Who paid most, how much of all that is, and what all the others come to. */
export function TopCustomersTable({ report, accountNames, isProved, clock }: TopCustomersTableProps) {
  const { topCustomers, currency, revenue, payments, payingCustomers } = report;
  const of = (minor: bigint) => <MoneyText value={money(minor, currency)} />;
  const shown = topCustomers.reduce((sum, customer) => sum + customer.revenue, 0n);
  const shownPayments = topCustomers.reduce((sum, customer) => sum + customer.count, 0);
  const rest = payingCustomers - topCustomers.length;
  const shares = sharesOf([...topCustomers.map((customer) => customer.revenue), revenue - shown]);
  const widest = topCustomers[0]?.revenue ?? 0n;
  return (
    <ScrollRegion label="Customers by revenue, table">
      <table className="table top-customers" id="rows">
        <caption className="sr-only">Customers by revenue</caption>
        <thead>
          <tr>
            <HeadCell column={{ isNumber: true, headClassName: "max-md:hidden" }}>#</HeadCell>
            <HeadCell>Customer</HeadCell>
            {accountNames && <HeadCell column={{ headClassName: "max-xl:hidden" }}>Account</HeadCell>}
            <HeadCell column={{ headClassName: "max-md:hidden" }}>
              <span className="sr-only">Share bar</span>
            </HeadCell>
            <HeadCell column={{ isNumber: true, headClassName: "max-md:hidden" }}>Share</HeadCell>
            <HeadCell column={{ isNumber: true, headClassName: "max-md:hidden" }}>Payments</HeadCell>
            <HeadCell column={{ isNumber: true, headClassName: "max-md:hidden" }}>Last paid</HeadCell>
            <HeadCell column={{ isNumber: true }}>Revenue</HeadCell>
          </tr>
        </thead>
        <tbody>
          {topCustomers.map((customer, index) => (
            <CustomerRow
              // biome-ignore lint/suspicious/noArrayIndexKey: the rank is what tells two guests apart.
              key={index}
              rank={index + 1}
              customer={customer}
              revenue={of(customer.revenue)}
              share={shares[index] ?? "–"}
              width={percentOf(customer.revenue, widest, 2)}
              account={accountNames && (accountNames.get(customer.accountId) ?? customer.accountId)}
              clock={clock}
            />
          ))}
        </tbody>
        <tfoot>
          {rest > 0 && (
            <tr className="tail">
              <td className="max-md:hidden" />
              <th scope="row">{counted(rest, "other customer")}</th>
              {accountNames && <td className="max-xl:hidden" />}
              <td className="max-md:hidden" />
              <td className="num max-md:hidden">{shares.at(-1)}</td>
              <td className="num max-md:hidden">{(payments - shownPayments).toLocaleString("en-US")}</td>
              <td className="max-md:hidden" />
              <td className="num">{of(revenue - shown)}</td>
            </tr>
          )}
          <tr className="close">
            <td className="max-md:hidden" />
            <th scope="row">All {payingCustomers.toLocaleString("en-US")}</th>
            {accountNames && <td className="max-xl:hidden" />}
            <td className="max-md:hidden" />
            <td className="num max-md:hidden">100.0%</td>
            <td className="num max-md:hidden">{payments.toLocaleString("en-US")}</td>
            <td className="max-md:hidden" />
            <td className="num">{isProved ? <span className="sum">{of(revenue)}</span> : of(revenue)}</td>
          </tr>
        </tfoot>
      </table>
    </ScrollRegion>
  );
}

type CustomerRowProps = {
  rank: number;
  customer: TopCustomer;
  revenue: ReactNode;
  share: string;
  width: string;
  account: string | null;
  clock: Clock;
};

function CustomerRow({ rank, customer, revenue, share, width, account, clock }: CustomerRowProps) {
  const { name, detail } = customerWords(customer);
  return (
    <tr>
      <td className="num muted w-8 max-md:hidden">{rank}</td>
      <th scope="row" className="who">
        <span className="lead">{name}</span> {detail && <span className="muted max-md:block">{detail}</span>}
      </th>
      {account !== null && <td className="second account max-xl:hidden">{account}</td>}
      <td className="w-[18%] max-md:hidden">
        <span className="share" style={{ "--v": width } as CSSProperties}>
          <i />
        </span>
      </td>
      <td className="num second max-md:hidden">{share}</td>
      <td className="num second max-md:hidden">{customer.count.toLocaleString("en-US")}</td>
      <td className="num second max-md:hidden">{shortDate(customer.lastPaymentAt, clock)}</td>
      <td className="num lead">{revenue}</td>
    </tr>
  );
}
