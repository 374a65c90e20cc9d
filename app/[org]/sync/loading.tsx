import { PageHead } from "@/components/page-head";
import { Section } from "@/components/panel";
import { TableSkeleton } from "@/components/ui/skeleton";

/** What the page looks like before its figures are known. */
export default function SyncLoading() {
  return (
    <>
      <PageHead title="Sync">Copies every Stripe transaction into the ledger, so that figures can be proved.</PageHead>
      <Section title="Proof by account" line={false}>
        <TableSkeleton rows={4} columns={[160, 90, 90, 60, 130]} />
      </Section>
      <Section title="Runs">
        <TableSkeleton rows={8} columns={[90, 110, 56, 30, 30, 30, 40]} dense />
      </Section>
    </>
  );
}
