import { startSettlement } from "./clock";
import type { FeeDetail, Posting, TransactionRecord } from "./state";
import { addRecord, newId, now, type World } from "./world";

export type RowDraft = {
  account: string;
  type: string;
  category: string;
  amount: number;
  currency: string;
  availableOn: number;
  fees?: FeeDetail[];
  source: string | null;
  description?: string | null;
  payout?: string | null;
  /** Where the source has another currency. */
  rate?: number | null;
  /** Money that Stripe holds back against risks stands in a balance of its own. */
  balanceType?: TransactionRecord["balanceType"];
};

/**
 * The only way to move money: the rows give each account's side, `others` the sides of the world.
 * Throws unless the postings of every currency sum to zero. A row changes one account's pending or
 * available balance by its net, so that a balance is always the sum of its rows.
 */
export function post(world: World, journal: { rows: RowDraft[]; others: Posting[] }): TransactionRecord[] {
  const rows = journal.rows.map((draft) => recordOf(world, draft));
  const postings = [...rows.map(postingOf), ...journal.others].filter((posting) => posting.amount !== 0);
  applyPostings(world, postings);
  for (const row of rows) {
    addRecord(world, row.account, "balance_transaction", row);
    if (row.status !== "pending") continue;
    const waiting = world.waiting.get(row.account);
    if (waiting) waiting.push(row);
    else world.waiting.set(row.account, [row]);
    startSettlement(world, row.account, row.availableOn);
  }
  return rows;
}

/** As `post`, for a journal with a single row. */
export function postRow(world: World, draft: RowDraft, others: Posting[]): TransactionRecord {
  const [row] = post(world, { rows: [draft], others });
  if (!row) throw new Error("A journal of one row made none.");
  return row;
}

function recordOf(world: World, draft: RowDraft): TransactionRecord {
  const fees = draft.fees ?? [];
  const fee = fees.reduce((sum, detail) => sum + detail.amount, 0);
  return {
    id: newId(world, draft.account, "txn"),
    account: draft.account,
    balanceType: draft.balanceType ?? "payments",
    type: draft.type,
    category: draft.category,
    amount: draft.amount,
    fees,
    fee,
    net: draft.amount - fee,
    currency: draft.currency,
    rate: draft.rate ?? null,
    created: now(world),
    availableOn: draft.availableOn,
    status: draft.availableOn > now(world) ? "pending" : "available",
    source: draft.source,
    description: draft.description ?? null,
    payout: draft.payout ?? null,
  };
}

function postingOf(row: TransactionRecord): Posting {
  const bucket = row.balanceType === "payments" ? row.status : row.balanceType;
  return { holder: row.account, bucket, currency: row.currency, amount: row.net };
}

function applyPostings(world: World, postings: Posting[]): void {
  const sums = new Map<string, number>();
  for (const { currency, amount } of postings) {
    if (!Number.isSafeInteger(amount)) throw new Error(`A posting of ${amount} is not a whole number of minor units.`);
    sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  for (const [currency, sum] of sums) {
    if (sum !== 0) throw new Error(`A journal in ${currency} is out of balance by ${sum}.`);
  }
  world.state.journals.push({ at: now(world), postings });
  for (const posting of postings) addTo(world.state.balances, posting);
}

/** Adds a posting to running totals, which are kept as holder -> "bucket:currency" -> amount. */
export function addTo(totals: Record<string, Record<string, number>>, posting: Posting): void {
  const held = totals[posting.holder] ?? {};
  totals[posting.holder] = held;
  const key = `${posting.bucket}:${posting.currency}`;
  held[key] = (held[key] ?? 0) + posting.amount;
}

/** What an account holds in one bucket, in minor units. */
export function balanceOf(
  world: World,
  account: string,
  bucket: "available" | "pending" | "risk_reserved",
  currency: string,
): number {
  return world.state.balances[account]?.[`${bucket}:${currency}`] ?? 0;
}

/** Every currency that the account has ever held, its default currency first. */
export function currenciesOf(world: World, account: string, first: string): string[] {
  const held = Object.keys(world.state.balances[account] ?? {}).map((key) => key.split(":")[1] ?? key);
  return [...new Set([first, ...held])];
}

/** Moves what is due from pending to available. Gives the sum per currency; no ledger row comes of it. */
export function settle(world: World, account: string): Map<string, number> {
  const rows = world.waiting.get(account) ?? [];
  const due = rows.filter((row) => row.availableOn <= now(world));
  const sums = new Map<string, number>();
  for (const row of due) {
    row.status = "available";
    sums.set(row.currency, (sums.get(row.currency) ?? 0) + row.net);
  }
  world.waiting.set(
    account,
    rows.filter((row) => row.status === "pending"),
  );
  for (const [currency, amount] of sums) {
    if (amount === 0) continue;
    applyPostings(world, [
      { holder: account, bucket: "pending", currency, amount: -amount },
      { holder: account, bucket: "available", currency, amount },
    ]);
  }
  return sums;
}

/** The world's side of a journal: what banks, cards, Stripe's income or its exchange of currencies gain. */
export function worldSide(
  bucket: "cards" | "banks" | "stripe_fees" | "tax" | "fx",
  currency: string,
  amount: number,
): Posting {
  return { holder: "world", bucket, currency, amount };
}
