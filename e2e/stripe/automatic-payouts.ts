import { automaticArrivalTime, automaticPayoutSeconds } from "./bank-delays";
import { day, dayOfMonth, daysInMonth, isBusinessDay, startOfDay, weekday } from "./calendar";
import { schedule } from "./clock";
import { payoutStep } from "./currency";
import { currenciesOf, post } from "./ledger";
import { bookPayout } from "./payout-ledger";
import { addPayout, announcePayout } from "./payouts";
import type { AccountRecord, PayoutRecord, Schedule, TransactionRecord } from "./state";
import { bookOf, now, type World } from "./world";

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** Sets the timer for the account's next round of automatic payouts; there is one round a day. */
export function planAutomaticPayouts(world: World, account: AccountRecord): void {
  const today = startOfDay(now(world)) + automaticPayoutSeconds;
  schedule(world, today > now(world) ? today : today + day, "automatic_payout", account.id, "");
}

/** Makes the payouts that the schedule asks for today, and plans the next round. */
export function makeAutomaticPayouts(world: World, account: AccountRecord): void {
  planAutomaticPayouts(world, account);
  if (account.payoutsDisabledReason !== null || !isPayoutDay(account.schedule, now(world))) return;
  for (const currency of currenciesOf(world, account.id, account.currency)) payOutCurrency(world, account, currency);
}

export function isPayoutDay({ interval, weekdays: chosen, monthDays }: Schedule, time: number): boolean {
  if (interval === "manual" || !isBusinessDay(time)) return false;
  if (interval === "daily") return true;
  if (interval === "weekly") return chosen.some((name) => name === weekdays[weekday(time)]);
  const date = dayOfMonth(time);
  const last = daysInMonth(time);
  // A day that falls on a weekend moves to the business day after it.
  const isChosen = (candidate: number) => monthDays.some((wanted) => Math.min(wanted, last) === candidate);
  if (isChosen(date)) return true;
  return weekday(time) === 1 && [1, 2].some((back) => isChosen(dayOfMonth(time - back * day)));
}

/**
 * Takes all rows of the currency that will be available on the arrival date and that no payout has taken.
 * The payout's own row is dated to that day, so that the rows of one payout sum to zero at any time.
 */
function payOutCurrency(world: World, account: AccountRecord, currency: string): void {
  const destination = account.externalAccounts.find(
    (external) => external.currency === currency && external.isDefault && !external.deleted,
  );
  if (!destination || destination.status === "errored") return;
  const arrivalDate = automaticArrivalTime(world);
  const rows = rowsToPayOut(world, account.id, currency, arrivalDate);
  const kept = account.minimumBalance[currency] ?? 0;
  const amount = rows.reduce((sum, row) => sum + row.net, 0) - kept;
  if (amount === 0 || amount % payoutStep(currency) !== 0) return;
  if (amount < 0 && (kept > 0 || !account.debitNegativeBalances)) return;
  const draft = { amount, currency, method: "standard", automatic: true, arrivalDate } as const;
  const record = addPayout(world, account, destination, draft);
  for (const row of rows) row.payout = record.id;
  if (kept > 0) holdMinimum(world, record, kept);
  bookPayout(world, record, account, arrivalDate);
  announcePayout(world, record, "payout.created");
}

function rowsToPayOut(world: World, account: string, currency: string, until: number): TransactionRecord[] {
  return bookOf(world, account).balance_transaction.filter(
    (row) =>
      row.balanceType === "payments" && row.payout === null && row.currency === currency && row.availableOn <= until,
  );
}

/** Holds the minimum balance back from this payout and releases it to the next; together they move nothing. */
function holdMinimum(world: World, record: PayoutRecord, kept: number): void {
  const shared = {
    account: record.account,
    currency: record.currency,
    availableOn: record.arrivalDate,
    source: record.id,
  };
  const hold = "payout_minimum_balance_hold";
  const release = "payout_minimum_balance_release";
  post(world, {
    rows: [
      { ...shared, type: hold, category: hold, amount: -kept, payout: record.id },
      { ...shared, type: release, category: release, amount: kept },
    ],
    others: [],
  });
}
