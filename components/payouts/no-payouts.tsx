import { LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

/** Why there is no payout: none fits the filters, or none has been made yet. */
export function NoPayouts({
  isFiltered,
  clearHref,
  createHref,
}: {
  isFiltered: boolean;
  clearHref: string;
  /** Null for who may not create one. */
  createHref: string | null;
}) {
  if (isFiltered) {
    return (
      <EmptyState
        heading="h2"
        title="No payouts match these filters"
        action={<LinkButton href={clearHref}>Clear filters</LinkButton>}
      >
        Other payouts have other statuses, dates or currencies.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      heading="h2"
      title="No payouts yet"
      action={createHref && <LinkButton href={createHref}>Create payout</LinkButton>}
    >
      Your first payout appears here when Stripe sends it.
    </EmptyState>
  );
}
