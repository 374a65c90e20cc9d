import type { Account } from "@/lib/core/account";
import { nameOfAccount } from "@/lib/core/account";
import { type Currency, toCurrency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import { describeSchedule } from "@/lib/core/payout-schedule";
import { MoneyText } from "../money-text";
import { type Clock, stamp } from "../time";
import { Facts } from "../ui/facts";
import { waitWords } from "./wait-words";

/** How an account pays out by itself, as Stripe said when it was last asked. */
export function ScheduleFacts({
  account,
  currency,
  place,
  clock,
}: {
  account: Account;
  currency: Currency;
  /** Where payouts in this currency go by themselves. */
  place: string | null;
  clock: Clock;
}) {
  const { schedule } = account;
  if (!schedule) {
    return <p className="second">Stripe has not told the schedule of {nameOfAccount(account)} yet.</p>;
  }
  const minimum = schedule.minimumBalances.find((kept) => toCurrency(kept.currency) === currency);
  return (
    <Facts
      facts={[
        { label: "Schedule", value: describeSchedule(schedule) },
        { label: "To", value: place },
        { label: "Kept back", value: minimum ? <MoneyText value={money(minimum.minor, currency)} /> : null },
        { label: "On statements", value: schedule.statementDescriptor },
        {
          label: "Read",
          value: account.scheduleFetchedAt ? (
            <span className="second">{stamp(account.scheduleFetchedAt, clock)}</span>
          ) : null,
        },
      ]}
    />
  );
}

/** Why money waits, in a paragraph: one period for all accounts, or the range of their periods. */
export function WhyPending({ delayDays }: { delayDays: readonly number[] }) {
  return (
    <div>
      <h3 className="mb-1">Why is money pending?</h3>
      <p className="second">
        Payments become available {waitWords(delayDays)} after the customer pays. Stripe sets this period by country and
        history.
      </p>
    </div>
  );
}
