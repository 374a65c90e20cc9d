import type { Metadata } from "next";
import { Suspense } from "react";
import { ActiveFilterChips } from "@/components/filters/active-filter-chips";
import { activeFilters, clearedHref } from "@/components/filters/active-filters";
import { AmountFilter } from "@/components/filters/amount-filter";
import { DateFilter } from "@/components/filters/date-filter";
import { SearchFilter } from "@/components/filters/search-filter";
import { PageHead } from "@/components/page-head";
import { Pagination } from "@/components/pagination";
import { NoTransactions } from "@/components/transactions/no-transactions";
import { TransactionFacets } from "@/components/transactions/transaction-facets";
import { TransactionsTable } from "@/components/transactions/transactions-table";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { listTransactions } from "@/lib/balance/list-transactions";
import { contextFromSession, currentOrganization } from "@/lib/context-from-session";
import { nameOfAccount } from "@/lib/core/account";
import { listTransactionsInput } from "@/lib/core/list-input";
import { droppedNotice, listLeniently } from "@/lib/core/list-query";
import { type PageQuery, queryHref } from "@/lib/core/page-query";
import { CoverageLine } from "../../coverage-line";

export const metadata: Metadata = { title: "Transactions" };

type Props = { params: Promise<{ org: string }>; searchParams: Promise<PageQuery> };

/** The ledger: every balance transaction, with the sums of whatever is filtered by. */
export default async function TransactionsPage({ params, searchParams }: Props) {
  const { org } = await params;
  const [ctx, organization] = await Promise.all([contextFromSession(org), currentOrganization(org)]);
  const clock = { zone: organization.timezone, now: ctx.now() };
  const accounts = await listAccounts(ctx);
  const { page, query, dropped } = await listLeniently(
    listTransactionsInput,
    await searchParams,
    { now: clock.now, timezone: clock.zone },
    (input) => listTransactions(ctx, input),
  );
  const path = `/${org}/transactions`;
  const accountNames = new Map(accounts.map((account) => [account.stripeAccountId, nameOfAccount(account)]));
  const filters = activeFilters(path, query, { clock, accountNames });
  const currencies = currenciesOf(accounts, page.totals, query.currency);
  const codes = currencies.map(({ code }) => code);
  const { limit, offset, total } = page.pagination;
  return (
    <>
      <PageHead title="Transactions">
        <span role="status">{counted(total)}</span> ·{" "}
        <Suspense fallback={null}>
          <CoverageLine org={org} resources={["balance_transactions"]} accountId={query.accountId} />
        </Suspense>
      </PageHead>
      <div className="chips mb-3">
        <DateFilter path={path} query={query} clock={clock} />
        <AmountFilter path={path} query={query} currencies={codes} />
        <SearchFilter path={path} query={query} noun="transactions" />
      </div>
      <TransactionFacets
        path={path}
        query={query}
        currencies={currencies}
        accounts={accounts.map((account) => ({ id: account.stripeAccountId, name: nameOfAccount(account) }))}
      />
      <ActiveFilterChips filters={filters} clearHref={clearedHref(path, query)} notice={droppedNotice(dropped)} />
      {page.data.length === 0 ? (
        <NoTransactions
          isFiltered={filters.length > 0}
          clearHref={clearedHref(path, query)}
          syncPath={`/${org}/sync`}
          hasAccount={accounts.length > 0}
        />
      ) : (
        <>
          <TransactionsTable
            path={path}
            payoutsPath={`/${org}/payouts`}
            query={query}
            rows={page.data}
            totals={codes.flatMap((code) => page.totals.filter((total) => total.currency === code))}
            clock={clock}
          />
          <Pagination
            limit={limit}
            offset={offset}
            total={total}
            noun="transactions"
            hrefAt={(at) => queryHref(path, query, { offset: at === 0 ? null : String(at) })}
            hrefWithLimit={(rows) => queryHref(path, query, { limit: String(rows) })}
          />
        </>
      )}
    </>
  );
}

type Counted = readonly { readonly currency: string; readonly count: number }[];

/** Codes to filter by. Counts are those of the list, and so only known while no currency is chosen. */
function currenciesOf(
  accounts: readonly { readonly defaultCurrency: string }[],
  totals: Counted,
  chosen: string | undefined,
): { code: string; count?: number }[] {
  const codes = new Set([...accounts.map((account) => account.defaultCurrency), ...totals.map((sum) => sum.currency)]);
  if (chosen) codes.add(chosen.toLowerCase());
  return [...codes].map((code) => {
    const count = totals.find((sum) => sum.currency === code)?.count ?? 0;
    return chosen ? { code } : { code, count };
  });
}

function counted(total: number): string {
  return total === 1 ? "1 transaction" : `${total.toLocaleString("en-US")} transactions`;
}
