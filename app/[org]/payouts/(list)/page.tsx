import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { ActiveFilterChips } from "@/components/filters/active-filter-chips";
import { activeFilters, clearedHref } from "@/components/filters/active-filters";
import { PageHead } from "@/components/page-head";
import { Pagination } from "@/components/pagination";
import { NoPayouts } from "@/components/payouts/no-payouts";
import { PayOutButton } from "@/components/payouts/pay-out-button";
import { PayoutFilters } from "@/components/payouts/payout-filters";
import { PayoutTabs } from "@/components/payouts/payout-tabs";
import { PayoutsTable } from "@/components/payouts/payouts-table";
import type { Clock } from "@/components/time";
import { listAccounts } from "@/lib/accounts/list-accounts";
import type { Context } from "@/lib/context";
import { contextFromSession, currentOrganization } from "@/lib/context-from-session";
import { hasPermission } from "@/lib/core/access";
import { nameOfAccount } from "@/lib/core/account";
import { listPayoutsInput } from "@/lib/core/list-input";
import { droppedNotice, listLeniently } from "@/lib/core/list-query";
import { type PageQuery, queryHref } from "@/lib/core/page-query";
import { countPayouts } from "@/lib/payouts/count-payouts";
import { listPayouts } from "@/lib/payouts/list-payouts";
import { CoverageLine } from "../../coverage-line";

export const metadata: Metadata = { title: "Payouts" };

type Props = { params: Promise<{ org: string }>; searchParams: Promise<PageQuery> };

/** Every payout of the organization, by status, and how far each is proved. */
export default async function PayoutsPage({ params, searchParams }: Props) {
  const { org } = await params;
  const [ctx, organization] = await Promise.all([contextFromSession(org), currentOrganization(org)]);
  const clock: Clock = { zone: organization.timezone, now: ctx.now() };
  const accounts = await listAccounts(ctx);
  const { page, query, dropped } = await readPayouts(ctx, await searchParams, clock);
  const { all: late } = await countPayouts(ctx, { late: "true" });
  const path = `/${org}/payouts`;
  const accountNames = new Map(accounts.map((account) => [account.stripeAccountId, nameOfAccount(account)]));
  const filters = activeFilters(path, query, { clock, accountNames });
  const { limit, offset, total } = page.pagination;
  const mayPayOut = hasPermission(ctx.actor, "payouts:write");
  return (
    <>
      <PageHead title="Payouts" end={<PayOutButton href={`${path}/new`} isAllowed={mayPayOut} />}>
        <span role="status">{total === 1 ? "1 payout" : `${total.toLocaleString("en-US")} payouts`}</span>
        {" · "}
        <Suspense fallback={null}>
          <CoverageLine org={org} resources={["payouts"]} accountId={query.accountId} />
        </Suspense>
        {late > 0 && query.late === undefined && (
          <>
            {" · "}
            <Link className="link" href={`${path}?late=true`}>
              {late.toLocaleString("en-US")} late
            </Link>
          </>
        )}
      </PageHead>
      <PayoutTabs path={path} query={query} counts={page.counts} />
      <PayoutFilters path={path} query={query} clock={clock} accounts={accounts} />
      <ActiveFilterChips filters={filters} clearHref={clearedHref(path, query)} notice={droppedNotice(dropped)} />
      {page.data.length === 0 ? (
        <NoPayouts
          isFiltered={filters.length > 0}
          clearHref={clearedHref(path, query)}
          createHref={mayPayOut ? `${path}/new` : null}
        />
      ) : (
        <>
          <PayoutsTable path={path} query={query} payouts={page.data} clock={clock} />
          <Pagination
            limit={limit}
            offset={offset}
            total={total}
            noun="payouts"
            hrefAt={(at) => queryHref(path, query, { offset: at === 0 ? null : String(at) })}
            hrefWithLimit={(rows) => queryHref(path, query, { limit: String(rows) })}
          />
        </>
      )}
    </>
  );
}

function readPayouts(ctx: Context, address: PageQuery, clock: Clock) {
  const at = { now: clock.now, timezone: clock.zone };
  return listLeniently(listPayoutsInput, address, at, async (input) => {
    const [payouts, counts] = await Promise.all([listPayouts(ctx, input), countPayouts(ctx, input)]);
    return { ...payouts, counts };
  });
}
