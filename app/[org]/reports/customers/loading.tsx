import { PageHead } from "@/components/page-head";
import { ReportSkeleton } from "@/components/reports/report-skeleton";

/** What the report looks like before it is read. */
export default function CustomersLoading() {
  return (
    <>
      <PageHead title="Customers">Everyone who paid, counted once, by Stripe customer or else by email.</PageHead>
      <ReportSkeleton rows={10} columns={[140, 120, 48, 48, 56, 72]} />
    </>
  );
}
