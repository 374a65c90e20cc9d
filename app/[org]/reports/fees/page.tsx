import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHead } from "@/components/page-head";
import { PanelBoundary } from "@/components/panel-boundary";
import { CopyLinkButton } from "@/components/reports/copy-link-button";
import { ReportSkeleton } from "@/components/reports/report-skeleton";
import type { PageQuery } from "@/lib/core/page-query";
import { CoverageLine } from "../../coverage-line";
import { FeesBlock } from "./fees-block";

export const metadata: Metadata = { title: "Fees" };

type Props = { params: Promise<{ org: string }>; searchParams: Promise<PageQuery> };

/** What Stripe and the platform took, by kind and over time. */
export default async function FeesPage({ params, searchParams }: Props) {
  const [{ org }, address] = await Promise.all([params, searchParams]);
  return (
    <>
      <PageHead title="Fees" end={<CopyLinkButton />}>
        What Stripe and the platform took, by the day it was taken.
        <Suspense fallback={null}>
          {" "}
          <CoverageLine org={org} resources={["balance_transactions", "charges"]} />
        </Suspense>
      </PageHead>
      <PanelBoundary title="Fees could not be read.">
        <Suspense fallback={<ReportSkeleton rows={6} columns={[120, 40, 48, 48, 120, 48, 72]} />}>
          <FeesBlock org={org} address={address} />
        </Suspense>
      </PanelBoundary>
    </>
  );
}
