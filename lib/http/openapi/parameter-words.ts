/** What every parameter and member of a body means, by its name, since a name means the same everywhere. */
export const parameterWords: Readonly<Record<string, string>> = {
  accountId:
    "Stripe's id of a connected account. Without it: all accounts of the organization for reads, the default one for writes.",
  amount: "In minor units of the currency, such as 124000 for $1,240.00.",
  compare: "Puts an earlier range beside it: `previous`, as long and just before, or `year`, a year earlier.",
  currency: "Currency code of three letters. Currencies are never added together.",
  cursor: "`nextCursor` of the page before. Not together with `offset`.",
  description: "For people; Stripe shows it in its Dashboard.",
  destination: "Stripe's id of a bank account or card. Without it: the default one of the currency.",
  endDate: "A day, which counts whole, or a moment, which does not count itself.",
  full: "Reads everything from the account's beginning instead of what is new.",
  groupBy: "Length of a period. Weeks begin on Monday.",
  id: "What the answer that made or listed it calls `id`.",
  limit: "Rows of one answer.",
  maxAmount: "At most this, in minor units, signed.",
  metadata: "Up to 40 texts of your own, kept at Stripe.",
  method: "How fast it arrives. Instant payouts cost a fee.",
  minAmount: "At least this, in minor units, signed.",
  offset: "Rows to leave out from the start; further than 10000 with `cursor`.",
  payoutId: "Our id of a payout, or Stripe's `po_…`.",
  q: "One of our ids or Stripe's, an exact amount, or a part of the description.",
  sort: "Order; `-` is the largest or newest first.",
  sourceType: "Which part of the balance it is taken from.",
  startDate: "A day such as `2026-11-01`, or a moment such as `2026-11-01T12:00:00Z`.",
  statementDescriptor: "On the statement of the bank account; up to 22 characters.",
  status: "Its state. Several joined by commas where it is a list.",
  timezone: "IANA time zone of the days, such as `America/New_York`. Without it: the organization's.",
  type: "Stripe's types, or one of our groups such as `charges` and `refunds`; several joined by commas.",
};

/** Values for those that are not given, where a schema cannot say so itself. */
export const parameterDefaults: Readonly<Record<string, number>> = { limit: 25, offset: 0 };
