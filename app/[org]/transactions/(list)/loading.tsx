import { PageHead } from "@/components/page-head";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

/** What the ledger looks like before its rows are read. */
export default function TransactionsLoading() {
  return (
    <>
      <PageHead title="Transactions">
        <Skeleton width={120} />
      </PageHead>
      <TableSkeleton rows={4} columns={[560]} dense label="Loading filters" />
      <TableSkeleton rows={14} columns={[80, 60, 120, 90, 60, 50, 60, 70]} label="Loading transactions" />
    </>
  );
}
