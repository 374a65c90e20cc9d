import { PageHead } from "@/components/page-head";
import { ReportSkeleton } from "@/components/reports/report-skeleton";

/** What the report looks like before it is read. */
export default function RevenueLoading() {
  return (
    <>
      <PageHead title="Revenue">Succeeded payments, before fees and refunds, by payment date.</PageHead>
      <ReportSkeleton rows={12} columns={[72, 40, 72, 64, 56, 72, 72, 44]} />
    </>
  );
}
