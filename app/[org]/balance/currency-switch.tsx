import { balanceRows, leadCurrency } from "@/components/balance/balance-rows";
import { Segmented } from "@/components/ui/segmented";
import { readAccounts, readBalance } from "../reads";
import { type BalanceQuery, balanceHref } from "./balance-query";

/** The currencies of the balance, when there are several. */
export async function CurrencySwitch({ org, query }: { org: string; query: BalanceQuery }) {
  const read = await readBalance(org, query.accountId ?? undefined);
  if (read.kind !== "read") return null;
  const rows = balanceRows(read.balance.totals, leadCurrency(await readAccounts(org)));
  if (rows.length < 2) return null;
  const current = query.currency ?? rows[0]?.currency;
  return (
    <Segmented
      label="Currency"
      segments={rows.map(({ currency }) => ({
        href: balanceHref(org, { ...query, currency }),
        label: currency.toUpperCase(),
        current: currency === current,
      }))}
    />
  );
}
