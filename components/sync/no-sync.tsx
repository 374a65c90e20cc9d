import { EmptyState } from "../ui/empty-state";

/** No account is linked, so there is nothing to copy. */
export function NotConnected() {
  return (
    <EmptyState title="Connect a Stripe account">
      Balances, payouts and proofs appear as soon as the first copy of its transactions is made. An operator links the
      account.
    </EmptyState>
  );
}

/** An account is linked and was never read. */
export function NotSynced() {
  return (
    <EmptyState title="Nothing has been synced yet">
      The first sync reads the whole history of every account. It also starts by itself on the schedule.
    </EmptyState>
  );
}
