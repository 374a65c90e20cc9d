import { addTo } from "./ledger";
import type { PayoutRecord, TransactionRecord } from "./state";
import { objectProblems } from "./verify-objects";
import { bookOf, type World } from "./world";

export type LedgerReport = { ok: boolean; problems: string[] };

/** Recomputes everything from the postings and compares it with what is served. */
export function verifyLedger(world: World): LedgerReport {
  const problems = [...postingProblems(world), ...feeProblems(world)];
  for (const account of [world.state.platform.id, ...Object.keys(world.state.accounts)]) {
    problems.push(
      ...balanceProblems(world, account),
      ...rowProblems(world, account),
      ...payoutProblems(world, account),
      ...objectProblems(world, account),
    );
  }
  return { ok: problems.length === 0, problems };
}

/** Every currency sums to zero over all postings, and the running totals are those of the postings. */
function postingProblems(world: World): string[] {
  const totals: Record<string, Record<string, number>> = {};
  const sums = new Map<string, number>();
  for (const posting of world.state.journals.flatMap((journal) => journal.postings)) {
    addTo(totals, posting);
    sums.set(posting.currency, (sums.get(posting.currency) ?? 0) + posting.amount);
  }
  const problems = [...sums].flatMap(([currency, sum]) =>
    sum === 0 ? [] : [`All postings in ${currency} sum to ${sum}.`],
  );
  for (const [holder, held] of Object.entries(world.state.balances)) {
    for (const [key, amount] of Object.entries(held)) {
      const recomputed = totals[holder]?.[key] ?? 0;
      if (recomputed !== amount) problems.push(`${holder} shows ${amount} in ${key}; its postings give ${recomputed}.`);
    }
  }
  return problems;
}

/** Each balance is the sum of the nets of the rows in that status. */
function balanceProblems(world: World, account: string): string[] {
  const sums: Record<string, number> = {};
  for (const row of bookOf(world, account).balance_transaction) {
    const key = `${row.balanceType === "payments" ? row.status : row.balanceType}:${row.currency}`;
    sums[key] = (sums[key] ?? 0) + row.net;
  }
  const balances = world.state.balances[account] ?? {};
  const keys = new Set([...Object.keys(sums), ...Object.keys(balances)]);
  return [...keys].flatMap((key) => {
    const [sum, balance] = [sums[key] ?? 0, balances[key] ?? 0];
    return sum === balance ? [] : [`${account}: rows of ${key} sum to ${sum}, the balance is ${balance}.`];
  });
}

function rowProblems(world: World, account: string): string[] {
  return bookOf(world, account).balance_transaction.flatMap((row) => {
    const fee = row.fees.reduce((sum, detail) => sum + detail.amount, 0);
    return fee === row.fee && row.net === row.amount - row.fee ? [] : [`${row.id}: amount, fee and net do not fit.`];
  });
}

/** A payout has one row, a failed or canceled one a second that cancels it; an automatic one sums to zero. */
function payoutProblems(world: World, account: string): string[] {
  const book = bookOf(world, account);
  const bySource = groupBy(book.balance_transaction, (row) => (row.type.startsWith("payout") ? row.source : null));
  const byPayout = groupBy(book.balance_transaction, (row) => row.payout);
  return book.payout.flatMap((record) => [
    ...ownRowProblems(
      record,
      (bySource.get(record.id) ?? []).filter((row) => !row.type.includes("minimum")),
    ),
    ...contentProblems(record, byPayout.get(record.id) ?? []),
  ]);
}

function ownRowProblems(record: PayoutRecord, rows: TransactionRecord[]): string[] {
  const isBack = record.status === "failed" || record.status === "canceled";
  const problems: string[] = [];
  if (rows.length !== (isBack ? 2 : 1)) problems.push(`${record.id} is ${record.status} and has ${rows.length} rows.`);
  const sum = rows.reduce((total, row) => total + row.amount, 0);
  if (sum !== (isBack ? 0 : -record.amount))
    problems.push(`${record.id} of ${record.amount} has rows that sum to ${sum}.`);
  return problems;
}

function contentProblems(record: PayoutRecord, rows: TransactionRecord[]): string[] {
  const sum = rows.reduce((total, row) => total + row.net, 0);
  return sum === 0 ? [] : [`The rows of the automatic payout ${record.id} sum to ${sum}.`];
}

function groupBy(
  rows: TransactionRecord[],
  keyOf: (row: TransactionRecord) => string | null,
): Map<string, TransactionRecord[]> {
  const groups = new Map<string, TransactionRecord[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** What the platform earned in fees is what the accounts paid, less what it gave back. */
function feeProblems(world: World): string[] {
  const earned = new Map<string, number>();
  const add = (currency: string, amount: number) => earned.set(currency, (earned.get(currency) ?? 0) + amount);
  for (const row of bookOf(world, world.state.platform.id).balance_transaction) {
    if (row.type.startsWith("application_fee")) add(row.currency, row.amount);
  }
  for (const account of Object.keys(world.state.accounts)) {
    for (const { fees } of bookOf(world, account).balance_transaction) {
      for (const fee of fees) if (fee.type === "application_fee") add(fee.currency, -fee.amount);
    }
  }
  return [...earned].flatMap(([currency, rest]) =>
    rest === 0 ? [] : [`Application fees in ${currency} differ by ${rest}.`],
  );
}
