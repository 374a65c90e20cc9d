import { listTransactions } from "@/lib/balance/list-transactions";
import type { Context } from "@/lib/context";
import type { Currency } from "@/lib/core/currency";
import { listTransactionsInput } from "@/lib/core/list-input";
import { localDay } from "@/lib/core/period";
import type { ReportRange } from "@/lib/core/report";
import { type PaymentsInLedger, sumPaymentsInLedger } from "@/lib/reports/sum-payments-in-ledger";

export type RowSums = { readonly count: number; readonly amountMinor: bigint; readonly feeMinor: bigint };

type Asked = { range: ReportRange; currency: Currency; accountId: string | undefined };

/** What the payments that the ledger lists for the same time and currency come to. */
async function sumListedPayments(ctx: Context, { range, currency, accountId }: Asked): Promise<RowSums> {
  const input = listTransactionsInput.parse({
    limit: "1",
    startDate: range.from.toISOString(),
    endDate: range.to.toISOString(),
    currency,
    ...(accountId === undefined ? {} : { accountId }),
    type: "charges",
  });
  const { totals } = await listTransactions(ctx, input);
  return totals.find((total) => total.currency === currency) ?? { count: 0, amountMinor: 0n, feeMinor: 0n };
}

export type PaymentsProof = {
  /** Whether each payment that is counted has its row, and each row that is listed is counted or accounted for. */
  readonly isProved: boolean;
  /** The payments that the ledger lists for the same time and currency. */
  readonly listed: RowSums;
  /** Why those are not the same as the counted ones; null where they are. */
  readonly bridge: PaymentsInLedger | null;
};

type Counted = Asked & { count: number; total: bigint };

/** Sets the payments that a report counts beside those of the ledger; one by one where the sums are not the same. */
export async function provePayments(ctx: Context, { count, total, ...asked }: Counted): Promise<PaymentsProof> {
  const listed = await sumListedPayments(ctx, asked);
  if (listed.count === count && listed.amountMinor === total) return { isProved: true, listed, bridge: null };
  const bridge = await sumPaymentsInLedger(ctx, asked);
  return { isProved: isBridged({ count, total, listed, bridge }), listed, bridge };
}

/** Whether both sides are made of nothing but what the bridge names. */
export function isBridged(sides: { count: number; total: bigint; listed: RowSums; bridge: PaymentsInLedger }): boolean {
  const { count, total, listed, bridge } = sides;
  const { both, settledElsewhere, madeElsewhere, failed, unexplained } = bridge;
  return (
    unexplained.count === 0 &&
    both.count + settledElsewhere.count === count &&
    both.amount + settledElsewhere.amount === total &&
    both.count + madeElsewhere.count + failed.count === listed.count &&
    both.amount + madeElsewhere.amount + failed.amount === listed.amountMinor
  );
}

/** The day of the first ledger row, from which on anything is known; null without any. */
export async function readDataStart(
  ctx: Context,
  { accountId, timezone }: { accountId: string | undefined; timezone: string },
): Promise<string | null> {
  const input = listTransactionsInput.parse({
    limit: "1",
    sort: "created",
    ...(accountId === undefined ? {} : { accountId }),
  });
  const [first] = (await listTransactions(ctx, input)).data;
  return first ? localDay(first.createdAt, timezone) : null;
}
