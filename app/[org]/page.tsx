import type { Metadata } from "next";
import Link from "next/link";
import { type ReactNode, Suspense } from "react";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/panel";
import { PanelBoundary } from "@/components/panel-boundary";
import { PayOutButton } from "@/components/payouts/pay-out-button";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";
import { contextFromSession } from "@/lib/context-from-session";
import { hasPermission } from "@/lib/core/access";
import { AlertsBlock, AsOfBlock, BalancesBlock } from "./overview-balances";
import { ActivityBlock, PayoutsBlock, PipelineBlock, ReleaseBlock } from "./overview-lists";
import { FeesGlance, RevenueGlance } from "./overview-reports";

export const metadata: Metadata = { title: "Overview" };

type Props = { params: Promise<{ org: string }> };

/** What is there, what comes, what is on its way, and what needs a person; every block reads for itself. */
export default async function OverviewPage({ params }: Props) {
  const { org } = await params;
  const ctx = await contextFromSession(org);
  const base = `/${org}`;
  const canPayOut = hasPermission(ctx.actor, "payouts:write");
  return (
    <>
      <PageHead title="Overview" end={canPayOut && <PayOutButton href={`${base}/payouts/new`} isAllowed={canPayOut} />}>
        <Suspense fallback={<Skeleton width={168} />}>
          <AsOfBlock org={org} />
        </Suspense>
      </PageHead>
      <Suspense fallback={null}>
        <AlertsBlock org={org} />
      </Suspense>
      <Block title="Balances could not be read." fallback={<TableSkeleton rows={4} columns={[96, 160, 72, 72]} />}>
        <BalancesBlock org={org} canPayOut={canPayOut} />
      </Block>
      <Block title="Pending money could not be read." fallback={<Waiting height={212} />}>
        <ReleaseBlock org={org} />
      </Block>
      <Section title="Payouts" aside="Last 30 days" end={<More href={`${base}/payouts`}>All payouts</More>}>
        <Block title="Payouts could not be counted." fallback={<Waiting height={96} />}>
          <PipelineBlock org={org} />
        </Block>
      </Section>
      <div className="section two">
        <Section
          line={false}
          title="Revenue"
          aside="30 days"
          end={<More href={`${base}/reports/revenue?range=30d`}>Report</More>}
        >
          <Block title="Revenue could not be read." fallback={<Waiting height={156} />}>
            <RevenueGlance org={org} />
          </Block>
        </Section>
        <Section
          line={false}
          title="Fees"
          aside="30 days"
          end={<More href={`${base}/reports/fees?range=30d`}>Report</More>}
        >
          <Block title="Fees could not be read." fallback={<Waiting height={156} />}>
            <FeesGlance org={org} />
          </Block>
        </Section>
      </div>
      <div className="section two">
        <Section line={false} title="Recent payouts" end={<More href={`${base}/payouts`}>All payouts</More>}>
          <Block title="Payouts could not be read." fallback={<TableSkeleton rows={6} columns={[72, 48, 64, 88]} />}>
            <PayoutsBlock org={org} />
          </Block>
        </Section>
        <Section line={false} title="Recent activity" end={<More href={`${base}/transactions`}>All transactions</More>}>
          <Block
            title="Transactions could not be read."
            fallback={<TableSkeleton dense rows={11} columns={[80, 64, 96]} />}
          >
            <ActivityBlock org={org} />
          </Block>
        </Section>
      </div>
    </>
  );
}

/** A panel that comes when it comes and fails alone. */
function Block({ title, fallback, children }: { title: string; fallback: ReactNode; children: ReactNode }) {
  return (
    <PanelBoundary title={title}>
      <Suspense fallback={fallback}>{children}</Suspense>
    </PanelBoundary>
  );
}

function Waiting({ height }: { height: number }) {
  return (
    <div aria-busy="true" className="grid content-start gap-3" style={{ minBlockSize: height }}>
      <Skeleton width={120} />
      <Skeleton width={200} height={24} />
    </div>
  );
}

function More({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link className="link" href={href}>
      {children}
    </Link>
  );
}
