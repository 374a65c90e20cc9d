import { PanelError } from "../panel";
import { EmptyState } from "../ui/empty-state";

/** Why there is no balance to show. */
export function NoBalance({ kind }: { kind: "unconnected" | "unavailable" }) {
  if (kind === "unavailable") {
    return (
      <PanelError title="Stripe isn’t answering.">
        No balance has been read before, so there is none to show. Everything else on this page is from our copy.
      </PanelError>
    );
  }
  return (
    <EmptyState title="No Stripe account is connected">
      Balances, payouts and transactions appear as soon as whoever runs this installation connects one and the first
      copy is made.
    </EmptyState>
  );
}
