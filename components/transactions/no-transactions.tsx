import { LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

/** Why there is no row: nothing fits the filters, nothing has happened yet, or nothing is connected. */
export function NoTransactions({
  isFiltered,
  hasAccount,
  clearHref,
  syncPath,
}: {
  isFiltered: boolean;
  hasAccount: boolean;
  clearHref: string;
  syncPath: string;
}) {
  if (isFiltered) {
    return (
      <EmptyState
        heading="h2"
        title="No transactions match these filters"
        action={<LinkButton href={clearHref}>Clear filters</LinkButton>}
      >
        Take a filter away, or choose a longer range of dates.
      </EmptyState>
    );
  }
  if (!hasAccount) {
    return (
      <EmptyState heading="h2" title="Connect a Stripe account">
        Transactions appear as soon as the first copy of them is made. An operator links the account.
      </EmptyState>
    );
  }
  return (
    <EmptyState heading="h2" title="No transactions yet" action={<LinkButton href={syncPath}>See the sync</LinkButton>}>
      The first charge appears here as soon as it has been read from Stripe.
    </EmptyState>
  );
}
