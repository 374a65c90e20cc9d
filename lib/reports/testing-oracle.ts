import type { FeeFact, Oracle } from "@/e2e/stripe/oracle";

/**
 * What the reports must say, counted one by one from what happened at Stripe's side: no database, no boundaries of
 * periods, every fact put on the calendar day that its own clock showed. Amounts are small enough for numbers.
 */
export type Question = {
  readonly facts: Oracle;
  readonly timezone: string;
  /** Calendar days, both inclusive. */
  readonly startDate: string;
  readonly endDate: string;
  readonly currency: string;
};
type GroupBy = "day" | "week" | "month";

const dayFormats = new Map<string, Intl.DateTimeFormat>();
const knownDays = new Map<string, string>();
const knownPeriods = new Map<string, string>();

/** The calendar day that a clock in that zone shows, as `2026-11-22`. */
function dayOf(seconds: number, timezone: string): string {
  return kept(knownDays, `${seconds} ${timezone}`, () => {
    // Swedes write dates this way round.
    const format = kept(dayFormats, timezone, () => new Intl.DateTimeFormat("sv-SE", { timeZone: timezone }));
    return format.format(seconds * 1_000);
  });
}

/** The first day of the range in the same day, week or month. */
function periodOf(day: string, groupBy: GroupBy, startDate: string): string {
  return kept(knownPeriods, `${day} ${groupBy} ${startDate}`, () => {
    let first = day;
    const isWithin = (candidate: string) =>
      candidate >= startDate &&
      (groupBy === "month" ? candidate.slice(0, 7) === day.slice(0, 7) : weekdayOf(nextDay(candidate)) !== 1);
    while (groupBy !== "day" && isWithin(previousDay(first))) first = previousDay(first);
    return first;
  });
}

function kept<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

function weekdayOf(day: string): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay();
}
const shiftDay = (day: string, days: number) =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const nextDay = (day: string) => shiftDay(day, 1);
const previousDay = (day: string) => shiftDay(day, -1);

export function expectedPeriods({ startDate, endDate }: Question, groupBy: GroupBy): string[] {
  const found = new Set<string>();
  for (let day = startDate; day <= endDate; day = nextDay(day)) found.add(periodOf(day, groupBy, startDate));
  return [...found];
}

/** Facts of the range, each with the day it fell on. */
function within<Fact extends { at: number }>(question: Question, facts: readonly Fact[]): (Fact & { day: string })[] {
  const dated = facts.map((fact) => ({ ...fact, day: dayOf(fact.at, question.timezone) }));
  return dated.filter(({ day }) => day >= question.startDate && day <= question.endDate);
}

const paid = ({ facts }: Question) => facts.charges.filter((charge) => charge.succeeded && charge.captured > 0);

export function expectedRevenue(question: Question, groupBy: GroupBy) {
  const { currency, facts } = question;
  const periods = expectedPeriods(question, groupBy).map((date) => ({
    date,
    revenue: 0,
    count: 0,
    refunds: 0,
    disputes: 0,
  }));
  const periodAt = (day: string) => {
    const period = periods.find(({ date }) => date === periodOf(day, groupBy, question.startDate));
    if (!period) throw new Error(`There is no period for ${day}.`);
    return period;
  };
  const charges = within(question, paid(question));
  const refunds = within(question, facts.refunds).filter(({ status }) => status !== "failed");
  const disputes = within(question, facts.disputes).filter(
    ({ status }) => status !== "won" && !status.startsWith("warning"),
  );
  for (const charge of charges.filter((fact) => fact.currency === currency)) {
    periodAt(charge.day).revenue += charge.captured;
    periodAt(charge.day).count += 1;
  }
  for (const refund of refunds.filter((fact) => fact.currency === currency)) {
    periodAt(refund.day).refunds += refund.amount;
  }
  for (const dispute of disputes.filter((fact) => fact.currency === currency)) {
    periodAt(dispute.day).disputes += dispute.amount;
  }
  return { periods, currencies: currenciesOf([...charges, ...refunds, ...disputes]) };
}

function currenciesOf(facts: readonly { currency: string }[]): string[] {
  return [...new Set(facts.map((fact) => fact.currency))].sort();
}

const refundCategories = ["refund", "refund_failure", "partial_capture_reversal"];

function fieldOf({ type, isWholeRow, category }: FeeFact) {
  if (type === "application_fee") return "applicationFees";
  if (type.includes("tax") || (isWholeRow && category === "tax")) return "taxes";
  if (!isWholeRow && refundCategories.includes(category)) return "refundFees";
  if (type === "stripe_fx_fee") return "fxFees";
  return ["stripe_fee", "payment_method_passthrough_fee", "network_cost"].includes(type)
    ? "processingFees"
    : "otherFees";
}

export function expectedFees(question: Question, groupBy: GroupBy) {
  const { currency, startDate } = question;
  const all = within(question, question.facts.fees);
  const fees = all.filter((fact) => fact.currency === currency);
  const none = { processingFees: 0, applicationFees: 0, refundFees: 0, fxFees: 0, taxes: 0, otherFees: 0, total: 0 };
  const sum = (facts: typeof fees) => {
    const sums = { ...none };
    for (const fact of facts) {
      sums[fieldOf(fact)] += fact.amount;
      sums.total += fact.amount;
    }
    return sums;
  };
  const revenue = expectedRevenue(question, groupBy).periods;
  const byType: Record<string, { amount: number; count: number }> = {};
  for (const { type, amount } of fees) {
    const { amount: before, count } = byType[type] ?? { amount: 0, count: 0 };
    byType[type] = { amount: before + amount, count: count + 1 };
  }
  return {
    sums: sum(fees),
    count: fees.length,
    byType,
    gross: revenue.reduce((total, period) => total + period.revenue, 0),
    payments: revenue.reduce((total, period) => total + period.count, 0),
    notReturned: expectedKept(question),
    periods: revenue.map(({ date, revenue }) => ({
      date,
      ...sum(fees.filter(({ day }) => periodOf(day, groupBy, startDate) === date)),
      gross: revenue,
    })),
    currencies: currenciesOf(all),
  };
}

/** Of each refunded sale's fees to Stripe, the refunded part that Stripe did not give back. */
function expectedKept(question: Question): number {
  const { facts, currency } = question;
  const ofStripe = facts.fees.filter((fee) => fee.type !== "application_fee" && fee.currency === currency);
  const on = (source: string, account: string, category: string) =>
    ofStripe
      .filter((fee) => fee.source === source && fee.account === account && fee.category === category)
      .reduce((sum, fee) => sum + fee.amount, 0);
  let kept = 0;
  for (const refund of within(question, facts.refunds).filter(({ status }) => status !== "failed")) {
    const sale = facts.charges.find(({ id, account }) => id === refund.charge && account === refund.account);
    if (!sale || sale.captured === 0) continue;
    const exact = (on(sale.id, sale.account, "charge") * refund.amount) / sale.captured;
    const isHalf = exact - Math.floor(exact) === 0.5;
    kept += isHalf ? 2 * Math.round(exact / 2) : Math.round(exact);
    kept += on(refund.id, refund.account, "refund");
  }
  return kept;
}

type Person = { first: string; payments: { day: string; currency: string; amount: number; at: number }[] };

export function expectedCustomers(question: Question, groupBy: GroupBy) {
  const { facts, timezone, startDate, endDate, currency } = question;
  const day = (seconds: number) => dayOf(seconds, timezone);
  const people = new Map<string, Person>();
  const meet = (key: string, at: number) => {
    const known = people.get(key) ?? { first: "9999-12-31", payments: [] };
    people.set(key, known);
    if (day(at) < known.first) known.first = day(at);
    return known;
  };
  for (const charge of facts.charges.filter(({ succeeded }) => succeeded)) {
    const name = charge.customer ?? charge.email?.toLowerCase() ?? charge.id;
    const person = meet(`${charge.account} ${name}`, charge.at);
    if (charge.captured === 0) continue;
    person.payments.push({ day: day(charge.at), currency: charge.currency, amount: charge.captured, at: charge.at });
  }
  const real = facts.subscriptions.filter(({ status }) => !status.startsWith("incomplete"));
  for (const { account, customer, start } of real) meet(`${account} ${customer}`, start);

  const all = [...people.entries()].filter(([, { first }]) => first <= endDate);
  const isInside = (date: string) => date >= startDate && date <= endDate;
  const active = all.filter(([, { payments }]) => payments.some((payment) => isInside(payment.day)));
  const earned = active.flatMap(([key, { payments }]) => {
    const inCurrency = payments.filter((payment) => isInside(payment.day) && payment.currency === currency);
    const revenue = inCurrency.reduce((sum, payment) => sum + payment.amount, 0);
    const last = Math.max(...inCurrency.map(({ at }) => at));
    return inCurrency.length === 0 ? [] : [{ key, revenue, count: inCurrency.length, last }];
  });
  const periods = expectedPeriods(question, groupBy).map((date) => {
    const periodAt = (paidOn: string) => (isInside(paidOn) ? periodOf(paidOn, groupBy, startDate) : null);
    const there = active.filter(([, { payments }]) => payments.some((payment) => periodAt(payment.day) === date));
    const newCustomers = there.filter(([, { first }]) => first >= date).length;
    return { date, newCustomers, returningCustomers: there.length - newCustomers };
  });
  return {
    totalCustomers: all.length,
    newCustomers: all.filter(([, { first }]) => first >= startDate).length,
    activeCustomers: active.length,
    returningCustomers: active.filter(([, { first }]) => first < startDate).length,
    top: earned,
    revenue: earned.reduce((sum, { revenue }) => sum + revenue, 0),
    payments: earned.reduce((sum, { count }) => sum + count, 0),
    churn: expectedChurn(question, real),
    periods,
  };
}

function expectedChurn(question: Question, subscriptions: Oracle["subscriptions"]) {
  const { timezone, startDate, endDate } = question;
  const byCustomer = new Map<string, { start: string; end: string }[]>();
  for (const { account, customer, start, ended } of subscriptions) {
    const spans = byCustomer.get(`${account} ${customer}`) ?? [];
    byCustomer.set(`${account} ${customer}`, spans);
    spans.push({ start: dayOf(start, timezone), end: ended === null ? "9999-12-31" : dayOf(ended, timezone) });
  }
  const churn = { atStart: 0, joined: 0, lost: 0 };
  for (const all of byCustomer.values()) {
    const spans = all.filter(({ start }) => start <= endDate);
    const wasThere = spans.some(({ start, end }) => start < startDate && end >= startDate);
    if (wasThere) churn.atStart += 1;
    else if (spans.some(({ start }) => start >= startDate)) churn.joined += 1;
    const lastEnd =
      spans
        .map(({ end }) => end)
        .toSorted()
        .at(-1) ?? "";
    if (lastEnd >= startDate && lastEnd <= endDate) churn.lost += 1;
  }
  return churn;
}
