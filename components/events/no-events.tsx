import Link from "next/link";
import { EmptyState } from "../ui/empty-state";

/** No events at all, or none under the filters. */
export function NoEvents({ isFiltered, clearHref }: { isFiltered: boolean; clearHref: string }) {
  if (isFiltered) {
    return (
      <EmptyState
        heading="h2"
        title="No events match"
        action={
          <Link className="link" href={clearHref}>
            Clear filters
          </Link>
        }
      >
        Take a filter away to see more.
      </EmptyState>
    );
  }
  return (
    <EmptyState heading="h2" title="No events yet">
      What Stripe sends about your accounts is listed here as soon as it comes. Until then each sync reads the same from
      Stripe.
    </EmptyState>
  );
}
