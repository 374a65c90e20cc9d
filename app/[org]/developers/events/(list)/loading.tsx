import { PageHead } from "@/components/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";

/** What the page looks like before its events are known. */
export default function EventsLoading() {
  return (
    <>
      <PageHead title="Webhook events">What Stripe has sent, and what became of it.</PageHead>
      <TableSkeleton rows={8} columns={[180, 72, 200, 110, 110, 56]} />
    </>
  );
}
