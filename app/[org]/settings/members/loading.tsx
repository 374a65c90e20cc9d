import { PageHead } from "@/components/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";

/** What the page looks like before its members are known. */
export default function MembersLoading() {
  return (
    <>
      <PageHead title="Settings">Who can see and change what.</PageHead>
      <TableSkeleton rows={4} columns={[180, 70, 70, 90, 160]} />
    </>
  );
}
