import Link from "next/link";
import { AgoText } from "../ago-text";
import { cn } from "../cn";
import type { Clock } from "../time";

/** How fresh the copy of Stripe's ledger is; `syncedUpTo` is null before the first complete sync. */
export function SyncPill({
  href,
  clock,
  syncedUpTo,
  isStale,
}: {
  href: string;
  clock: Clock;
  syncedUpTo: Date | null;
  isStale: boolean;
}) {
  const isWaiting = isStale || syncedUpTo === null;
  return (
    <Link className="pill" href={href}>
      <i className={cn("dot", isWaiting && "dot--waiting")} aria-hidden />
      <span>
        {syncedUpTo === null ? (
          "Not synced yet"
        ) : (
          <>
            Synced <AgoText at={syncedUpTo} clock={clock} />
          </>
        )}
      </span>
    </Link>
  );
}
