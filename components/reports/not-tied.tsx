import Link from "next/link";
import type { Currency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import { MoneyText } from "../money-text";
import { Note } from "../ui/note";
import { counted } from "./report-words";

type NotTiedProps = {
  currency: Currency;
  count: number;
  amountMinor: bigint;
  href: string;
};

/** Why revenue and the ledger's payments of the same days are not the same number, with the way to the rows. */
export function NotTied({ currency, count, amountMinor, href }: NotTiedProps) {
  const code = currency.toUpperCase();
  return (
    <Note kind="plain" className="mb-6">
      The ledger has{" "}
      <Link href={href} className="link">
        {counted(count, "payment")}
      </Link>{" "}
      of <MoneyText value={money(amountMinor, currency)} /> in {code} for these days. Revenue counts a payment in the
      currency it was made in and only if it succeeded; the ledger counts it in the currency it settles in, and keeps
      those that failed later.
    </Note>
  );
}
