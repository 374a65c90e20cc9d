import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHead } from "@/components/page-head";
import { PanelBoundary } from "@/components/panel-boundary";
import { CopyLinkButton } from "@/components/reports/copy-link-button";
import { ReportSkeleton } from "@/components/reports/report-skeleton";
import type { PageQuery } from "@/lib/core/page-query";
import { CoverageLine } from "../../coverage-line";
import { CustomersBlock } from "./customers-block";

export const metadata: Metadata = { title: "Customers" };

type Props = { params: Promise<{ org: string }>; searchParams: Promise<PageQuery> };

/** Who paid, who is new, who left, and who paid most. */
export default async function CustomersPage({ params, searchParams }: Props) {
  const [{ org }, address] = await Promise.all([params, searchParams]);
  return (
    <>
      <PageHead title="Customers" end={<CopyLinkButton />}>
        Everyone who paid, counted once, by Stripe customer or else by email.
        <Suspense fallback={null}>
          {" "}
          <CoverageLine org={org} resources={["charges", "customers", "subscriptions"]} />
        </Suspense>
      </PageHead>
      <PanelBoundary title="Customers could not be read.">
        <Suspense fallback={<ReportSkeleton rows={10} columns={[140, 120, 48, 48, 56, 72]} />}>
          <CustomersBlock org={org} address={address} />
        </Suspense>
      </PanelBoundary>
    </>
  );
}
