import { PageHead } from "@/components/page-head";
import { ReportSkeleton } from "@/components/reports/report-skeleton";

/** What the report looks like before it is read. */
export default function FeesLoading() {
  return (
    <>
      <PageHead title="Fees">What Stripe and the platform took, by the day it was taken.</PageHead>
      <ReportSkeleton rows={6} columns={[120, 40, 48, 48, 120, 48, 72]} />
    </>
  );
}
