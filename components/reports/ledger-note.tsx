import Link from "next/link";
import { Fragment } from "react";
import type { Currency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import { MoneyText } from "../money-text";
import { Note } from "../ui/note";
import { counted } from "./report-words";

type PaymentSum = { readonly count: number; readonly amount: bigint };

type LedgerNoteProps = {
  currency: Currency;
  /** The payments that the ledger lists for the same days. */
  listed: { readonly count: number; readonly amountMinor: bigint };
  /** Why those are others than the report counts. */
  bridge: Readonly<Record<"madeElsewhere" | "failed" | "settledElsewhere", PaymentSum>>;
  isProved: boolean;
  href: string;
};

/** How the payments of a report become those that the ledger lists, which are another number. */
export function LedgerNote({ currency, listed, bridge, isProved, href }: LedgerNoteProps) {
  const code = currency.toUpperCase();
  const of = (minor: bigint) => <MoneyText value={money(minor, currency)} />;
  const list = (
    <Link href={href} className="link">
      {counted(listed.count, "payment")}
    </Link>
  );
  if (!isProved) {
    return (
      <Note kind="plain" className="mb-6">
        The ledger lists {list} of {of(listed.amountMinor)} in {code} for these days. Not every payment that is counted
        here has been found in it; a sync that is still under way can be the reason.
      </Note>
    );
  }
  const more = [
    { ...bridge.madeElsewhere, words: "made in another currency" },
    { ...bridge.failed, words: "that failed later" },
  ].filter(({ count }) => count > 0);
  const { settledElsewhere: less } = bridge;
  return (
    <p className="report__note mb-6">
      The ledger lists {list} of {of(listed.amountMinor)} in {code} for these days: those counted here
      {more.map(({ count, amount, words }) => (
        <Fragment key={words}>
          , and {count.toLocaleString("en-US")} of {of(amount)} {words}
        </Fragment>
      ))}
      {less.count > 0 && (
        <>
          , less {less.count.toLocaleString("en-US")} of {of(less.amount)} that settle in another currency
        </>
      )}
      .
    </p>
  );
}
