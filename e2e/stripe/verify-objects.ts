import type { ChargeRecord, TransactionRecord } from "./state";
import { bookOf, findRecord, type World } from "./world";

/** What payments say of themselves must be what the ledger holds of them. */
export function objectProblems(world: World, account: string): string[] {
  const book = bookOf(world, account);
  const rows = new Map<string, TransactionRecord[]>();
  for (const row of book.balance_transaction) {
    if (row.source !== null) rows.set(row.source, [...(rows.get(row.source) ?? []), row]);
  }
  const refunded = new Map<string, number>();
  for (const { charge, amount, status } of book.refund) {
    if (status !== "failed") refunded.set(charge, (refunded.get(charge) ?? 0) + amount);
  }
  return [
    ...book.charge.flatMap((charge) => chargeProblems(charge, rows.get(charge.id) ?? [], refunded.get(charge.id) ?? 0)),
    ...book.refund.flatMap(({ id, status }) =>
      (rows.get(id)?.length ?? 0) === (status === "failed" ? 2 : 1) ? [] : [`${id} is ${status} by its rows.`],
    ),
    ...book.dispute.flatMap(({ id, status, transactions }) => {
      const wanted = status.startsWith("warning") ? 0 : status === "won" ? 2 : 1;
      return transactions.length === wanted && (rows.get(id)?.length ?? 0) === wanted
        ? []
        : [`${id} is ${status} with ${transactions.length} rows.`];
    }),
    ...book.subscription.flatMap(({ id, status, endedAt, customer }) => {
      const isOver = status === "canceled" || status === "incomplete_expired";
      const hasCustomer = findRecord(world, account, "customer", customer) !== undefined;
      return isOver === (endedAt !== null) && hasCustomer ? [] : [`${id} is ${status} and ended at ${endedAt}.`];
    }),
  ];
}

function chargeProblems(charge: ChargeRecord, rows: TransactionRecord[], refunded: number): string[] {
  const problems: string[] = [];
  if (charge.amountRefunded !== refunded) {
    problems.push(`${charge.id} says ${charge.amountRefunded} were refunded, its refunds ${refunded}.`);
  }
  const isOpen = charge.isCaptured || charge.status === "failed";
  if (!isOpen && rows.length > 0) problems.push(`${charge.id} has rows and took nothing.`);
  const sum = rows.filter((row) => row.category !== "fee").reduce((total, row) => total + row.amount, 0);
  if (charge.rate === null && sum !== charge.amountCaptured) {
    problems.push(`${charge.id} took ${charge.amountCaptured}; its rows sum to ${sum}.`);
  }
  return problems;
}
