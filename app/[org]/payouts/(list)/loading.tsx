import { PageHead } from "@/components/page-head";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

/** What the list looks like before its payouts are read. */
export default function PayoutsLoading() {
  return (
    <>
      <PageHead title="Payouts">
        <Skeleton width={90} />
      </PageHead>
      <TableSkeleton rows={2} columns={[560]} label="Loading filters" />
      <TableSkeleton rows={14} columns={[80, 70, 120, 70, 60, 100, 150]} label="Loading payouts" />
    </>
  );
}
