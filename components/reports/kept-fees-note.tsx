import type { Currency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import { MoneyText } from "../money-text";

/** The fees of refunded payments that did not come back; nothing where there are none. */
export function KeptFeesNote({ currency, notReturned }: { currency: Currency; notReturned: bigint }) {
  if (notReturned === 0n) return null;
  return (
    <p className="report__note">
      <MoneyText value={money(notReturned, currency)} /> of this was for payments that were refunded, and was not
      returned.
    </p>
  );
}
