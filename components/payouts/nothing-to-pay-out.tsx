import { PageHead } from "../page-head";
import { LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

/** In place of the form, when no account has available money. */
export function NothingToPayOut({ hasAccount, balancePath }: { hasAccount: boolean; balancePath: string }) {
  return (
    <>
      <PageHead title="New payout" />
      {hasAccount ? (
        <EmptyState
          heading="h2"
          title="Nothing to pay out"
          action={<LinkButton href={balancePath}>See the balance</LinkButton>}
        >
          No money is available right now. The balance says when more becomes available.
        </EmptyState>
      ) : (
        <EmptyState heading="h2" title="Connect a Stripe account">
          Payouts can be made as soon as an operator has linked an account to this organization.
        </EmptyState>
      )}
    </>
  );
}
