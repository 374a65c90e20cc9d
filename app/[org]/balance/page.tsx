import type { Metadata } from "next";
import { Suspense } from "react";
import { AsOf } from "@/components/balance/as-of";
import { PageHead } from "@/components/page-head";
import { PanelBoundary } from "@/components/panel-boundary";
import { PayOutButton } from "@/components/payouts/pay-out-button";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";
import { contextFromSession } from "@/lib/context-from-session";
import { hasPermission } from "@/lib/core/access";
import { refreshBalanceAction } from "../actions";
import { LedgerRepairs } from "../ledger-repairs";
import { readBalance, readClock } from "../reads";
import { BalanceBlock, OtherCurrenciesBlock } from "./balance-block";
import { type BalanceQuery, balanceQuery } from "./balance-query";
import { CurrencySwitch } from "./currency-switch";
import { LedgerBlock } from "./ledger-block";
import { ReleaseBlock } from "./release-block";

export const metadata: Metadata = { title: "Balance" };

type Props = {
  params: Promise<{ org: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** One currency in full, with its proof and its release; the others below. */
export default async function BalancePage({ params, searchParams }: Props) {
  const { org } = await params;
  const query = balanceQuery(await searchParams);
  const ctx = await contextFromSession(org);
  const canPayOut = hasPermission(ctx.actor, "payouts:write");
  const key = `${query.currency}-${query.accountId}`;
  return (
    <>
      <PageHead
        title="Balance"
        end={
          <>
            <Suspense fallback={null}>
              <CurrencySwitch org={org} query={query} />
            </Suspense>
            {canPayOut && <PayOutButton href={`/${org}/payouts/new`} isAllowed={canPayOut} />}
          </>
        }
      >
        <Suspense fallback={<Skeleton width={168} />}>
          <AsOfLine org={org} query={query} />
        </Suspense>
      </PageHead>
      <PanelBoundary title="The balance could not be read.">
        <Suspense key={key} fallback={<TableSkeleton rows={4} columns={[200, 88, 88, 88]} />}>
          <BalanceBlock org={org} query={query} />
        </Suspense>
      </PanelBoundary>
      <PanelBoundary title="Pending money could not be read.">
        <Suspense key={key} fallback={<TableSkeleton dense rows={8} columns={[88, 72, 72, 72]} />}>
          <ReleaseBlock org={org} query={query} />
        </Suspense>
      </PanelBoundary>
      <PanelBoundary title="The ledger could not be added up.">
        <Suspense key={key} fallback={<TableSkeleton rows={2} columns={[160, 90, 90, 60, 130]} />}>
          <LedgerBlock org={org} query={query} />
        </Suspense>
      </PanelBoundary>
      <PanelBoundary title="The other currencies could not be read.">
        <Suspense key={key} fallback={null}>
          <OtherCurrenciesBlock org={org} query={query} />
        </Suspense>
      </PanelBoundary>
      <PanelBoundary title="The repairs could not be read.">
        <Suspense fallback={null}>
          <LedgerRepairs org={org} />
        </Suspense>
      </PanelBoundary>
    </>
  );
}

async function AsOfLine({ org, query }: { org: string; query: BalanceQuery }) {
  const read = await readBalance(org, query.accountId ?? undefined);
  if (read.kind !== "read") return null;
  const { asOf, isStale } = read.balance;
  return (
    <AsOf asOf={asOf} isStale={isStale} clock={await readClock(org)} refresh={refreshBalanceAction.bind(null, org)} />
  );
}
