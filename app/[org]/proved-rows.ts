import { cache } from "react";
import { type BalanceRow, balanceRow, balanceRows, leadCurrency } from "@/components/balance/balance-rows";
import { copyAge, type LedgerProof, ledgerProof } from "@/components/balance/ledger-proof";
import { syncedUpToOf } from "@/components/shell/sync-age";
import type { OrganizationBalance } from "@/lib/balance/get-balance";
import type { Currency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import { type BalanceRead, readAccounts, readBalance, readClock, readLedger } from "./reads";

export type ProvedRow = BalanceRow & { readonly proof: LedgerProof };

export type ProvedRows = {
  readonly kind: "read";
  readonly balance: OrganizationBalance;
  /** One for each currency; the leading one first. */
  readonly rows: readonly ProvedRow[];
  /** A row also for a currency without any money. */
  readonly rowOf: (currency: Currency) => ProvedRow;
  /** Up to when our copy of the ledger is complete. */
  readonly syncedUpTo: Date | null;
};

/** The balance of one account, or of all, per currency, each set beside what its transactions come to. */
export const readProvedRows = cache(
  async (org: string, accountId?: string): Promise<ProvedRows | Exclude<BalanceRead, { kind: "read" }>> => {
    const read = await readBalance(org, accountId);
    if (read.kind !== "read") return read;
    const [clock, accounts, totals] = await Promise.all([
      readClock(org),
      readAccounts(org),
      readLedger(org, accountId),
    ]);
    const { balance } = read;
    const concerned = accounts.filter(({ state, stripeAccountId }) =>
      accountId === undefined ? state === "active" : stripeAccountId === accountId,
    );
    const { syncedUpTo } = syncedUpToOf(concerned, clock.now);
    const copy = copyAge({ syncedUpTo, isStale: balance.isStale, now: clock.now });
    const prove = (row: BalanceRow): ProvedRow => {
      const sum = totals.find((total) => total.currency === row.currency);
      const ledger = sum ? { count: sum.count, net: money(sum.netMinor, sum.currency) } : null;
      return { ...row, proof: ledgerProof({ stated: row.total, ledger, copy }) };
    };
    return {
      kind: "read",
      balance,
      rows: balanceRows(balance.totals, leadCurrency(accounts)).map(prove),
      rowOf: (currency) => prove(balanceRow(balance.totals, currency)),
      syncedUpTo,
    };
  },
);
