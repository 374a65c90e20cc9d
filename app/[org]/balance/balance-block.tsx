import { AccountsTable } from "@/components/balance/accounts-table";
import { BalanceHero } from "@/components/balance/balance-hero";
import { balanceRow } from "@/components/balance/balance-rows";
import { CurrenciesTable } from "@/components/balance/currencies-table";
import { NoBalance } from "@/components/balance/no-balance";
import { Section } from "@/components/panel";
import { ago, shortDay } from "@/components/time";
import { EmptyState } from "@/components/ui/empty-state";
import type { OrganizationBalance } from "@/lib/balance/get-balance";
import { type Account, nameOfAccount } from "@/lib/core/account";
import type { Currency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import { describeSchedule } from "@/lib/core/payout-schedule";
import { readProvedRows } from "../proved-rows";
import { readAccounts, readClock, readReleases } from "../reads";
import { type BalanceQuery, balanceHref } from "./balance-query";

type BlockProps = { org: string; query: BalanceQuery };

/** The chosen currency with its proof, and the accounts that hold it. */
export async function BalanceBlock({ org, query }: BlockProps) {
  const accountId = query.accountId ?? undefined;
  const read = await readProvedRows(org, accountId);
  if (read.kind !== "read") return <NoBalance kind={read.kind} />;
  const currency = query.currency ?? read.rows[0]?.currency;
  if (currency === undefined) {
    return <EmptyState title="Nothing yet">The first payment shows here within moments of being made.</EmptyState>;
  }
  const [clock, accounts, releases] = await Promise.all([
    readClock(org),
    readAccounts(org),
    readReleases(org, accountId),
  ]);
  const row = read.rowOf(currency);
  const lastDay = releases.filter((release) => release.currency === currency).at(-1)?.availableOn;
  const filter = new URLSearchParams({ currency, ...(accountId === undefined ? {} : { accountId }) });
  return (
    <>
      <BalanceHero
        row={row}
        proof={row.proof}
        rowsHref={`/${org}/transactions?${filter}`}
        checked={read.syncedUpTo === null ? "Not synced yet" : `Our copy was complete ${ago(read.syncedUpTo, clock)}`}
        releaseNote={lastDay === undefined ? null : `All available by ${shortDay(lastDay, clock)}`}
      />
      <ByAccount accounts={accounts} balances={read.balance.accounts} currency={currency} />
    </>
  );
}

/** The currencies that are not shown above. */
export async function OtherCurrenciesBlock({ org, query }: BlockProps) {
  const read = await readProvedRows(org, query.accountId ?? undefined);
  if (read.kind !== "read") return null;
  const shown = query.currency ?? read.rows[0]?.currency;
  const others = read.rows.filter((row) => row.currency !== shown);
  if (others.length === 0) return null;
  return (
    <Section title="Other currencies">
      <CurrenciesTable
        lines={others.map((row) => ({ ...row, href: balanceHref(org, { ...query, currency: row.currency }) }))}
      />
    </Section>
  );
}

type ByAccountProps = {
  accounts: readonly Account[];
  balances: OrganizationBalance["accounts"];
  currency: Currency;
};

/** The currency by account, where more than one account holds it. */
function ByAccount({ accounts, balances, currency }: ByAccountProps) {
  const lines = balances.flatMap((balance) => {
    const account = accounts.find(({ stripeAccountId }) => stripeAccountId === balance.accountId);
    const { available, pending, total } = balanceRow(balance, currency);
    if (!account || (available.minor === 0n && pending.minor === 0n)) return [];
    return [
      {
        accountId: balance.accountId,
        name: nameOfAccount(account),
        isDefault: account.isDefault,
        isStale: balance.isStale,
        payoutsEnabled: account.payoutsEnabled,
        schedule: account.schedule ? describeSchedule(account.schedule) : null,
        available,
        pending,
        total,
      },
    ];
  });
  if (lines.length < 2) return null;
  const sum = lines.reduce((minor, line) => minor + line.total.minor, 0n);
  return (
    <Section title="By account">
      <AccountsTable lines={lines} total={money(sum, currency)} />
    </Section>
  );
}
