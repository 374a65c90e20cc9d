import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHead } from "@/components/page-head";
import { PanelBoundary } from "@/components/panel-boundary";
import { CopyLinkButton } from "@/components/reports/copy-link-button";
import { ReportSkeleton } from "@/components/reports/report-skeleton";
import type { PageQuery } from "@/lib/core/page-query";
import { CoverageLine } from "../../coverage-line";
import { readClock } from "../../reads";
import { RevenueBlock } from "./revenue-block";

export const metadata: Metadata = { title: "Revenue" };

type Props = { params: Promise<{ org: string }>; searchParams: Promise<PageQuery> };

/** What was sold, by day, week or month. */
export default async function RevenuePage({ params, searchParams }: Props) {
  const [{ org }, address] = await Promise.all([params, searchParams]);
  const { zone } = await readClock(org);
  return (
    <>
      <PageHead title="Revenue" end={<CopyLinkButton />}>
        Succeeded payments, before fees and refunds, by payment date in {zone.replaceAll("_", " ")}.
        <Suspense fallback={null}>
          {" "}
          <CoverageLine org={org} resources={["charges", "refunds", "disputes"]} />
        </Suspense>
      </PageHead>
      <PanelBoundary title="Revenue could not be read.">
        <Suspense fallback={<ReportSkeleton rows={12} columns={[72, 40, 72, 64, 56, 72, 72, 44]} />}>
          <RevenueBlock org={org} address={address} />
        </Suspense>
      </PanelBoundary>
    </>
  );
}
