import { LinkButton } from "../ui/button";
import { LockIcon } from "../ui/icons";

/** The way to a new payout; who may not make one is told why instead. */
export function PayOutButton({ href, isAllowed }: { href: string; isAllowed: boolean }) {
  if (isAllowed) {
    return (
      <LinkButton kind="solid" href={href}>
        Pay out
      </LinkButton>
    );
  }
  return (
    <p className="flex items-center gap-2 text-ink-3">
      <LockIcon />
      Only finance, admins and owners can create payouts.
    </p>
  );
}
