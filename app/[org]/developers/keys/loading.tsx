import { PageHead } from "@/components/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";

/** What the page looks like before its keys are known. */
export default function KeysLoading() {
  return (
    <>
      <PageHead title="API keys">Programs use them to reach this organization through the REST API.</PageHead>
      <TableSkeleton rows={4} columns={[150, 56, 180, 70, 60, 110]} />
    </>
  );
}
