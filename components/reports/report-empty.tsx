import { LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

type ReportEmptyProps = {
  /** `payments`, or what else the report is of. */
  noun: string;
  /** Null for a report over every currency. */
  currency: string | null;
  /** Whether there is any data at all, of any time. */
  hasData: boolean;
  /** Currencies of the same time that have some, with the address of each. */
  others: readonly { readonly currency: string; readonly href: string }[];
  syncHref: string;
};

/** Why a report has nothing to show: nothing was ever sold, or not in these days, or not in this currency. */
export function ReportEmpty({ noun, currency, hasData, others, syncHref }: ReportEmptyProps) {
  if (!hasData) {
    return (
      <EmptyState heading="h2" title={`No ${noun} yet`} action={<LinkButton href={syncHref}>See the sync</LinkButton>}>
        This report begins with the first payment that has been read from Stripe.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      heading="h2"
      title={currency === null ? `No ${noun} in this time` : `No ${noun} in ${currency.toUpperCase()} in this time`}
      action={others.map(({ currency: other, href }) => (
        <LinkButton key={other} href={href}>
          Show {other.toUpperCase()}
        </LinkButton>
      ))}
    >
      {others.length > 0 ? "There are some in another currency." : "Choose a longer range of dates."}
    </EmptyState>
  );
}
