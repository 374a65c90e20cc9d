import { listTransactions } from "@/lib/balance/list-transactions";
import type { Context } from "@/lib/context";
import { listTransactionsInput } from "@/lib/core/list-input";
import { localDay } from "@/lib/core/period";
import type { ReportRange } from "@/lib/core/report";

export type RowSums = { readonly count: number; readonly amountMinor: bigint; readonly feeMinor: bigint };

type Asked = { range: ReportRange; currency: string; accountId: string | undefined; type?: string };

/** What the ledger rows of the same time and currency come to; of all types, or of some. */
export async function sumRowsBehind(ctx: Context, { range, currency, accountId, type }: Asked): Promise<RowSums> {
  const input = listTransactionsInput.parse({
    limit: "1",
    startDate: range.from.toISOString(),
    endDate: range.to.toISOString(),
    currency,
    ...(accountId === undefined ? {} : { accountId }),
    ...(type === undefined ? {} : { type }),
  });
  const { totals } = await listTransactions(ctx, input);
  return totals.find((total) => total.currency === currency) ?? { count: 0, amountMinor: 0n, feeMinor: 0n };
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

/** Types of rows that are a fee as a whole, instead of carrying one. */
const feeTypes = "stripe_fee,stripe_fx_fee,tax_fee";

/** What the ledger rows of the time took: the fees they carry, and the amounts of those that are fees. */
export async function sumFeesBehind(ctx: Context, asked: Omit<Asked, "type">): Promise<bigint> {
  const [all, fees] = await Promise.all([sumRowsBehind(ctx, asked), sumRowsBehind(ctx, { ...asked, type: feeTypes })]);
  return all.feeMinor - fees.amountMinor;
}
