import type { ComponentProps } from "react";
import { RefreshButton } from "../refresh-button";
import { ago, type Clock } from "../time";
import { TimeText } from "../time-text";
import { StaleChip } from "../ui/chip";
import { ClockIcon } from "../ui/icons";

/** From when the figures are, with the way to newer ones. A figure keeps its place when Stripe does not answer. */
export function AsOf({
  asOf,
  isStale,
  clock,
  refresh,
}: {
  asOf: Date;
  isStale: boolean;
  clock: Clock;
  refresh: ComponentProps<typeof RefreshButton>["action"];
}) {
  return (
    <div className="asof">
      {isStale ? (
        <StaleChip>
          <ClockIcon />
          <span>
            From <TimeText at={asOf} clock={clock} as="time" />, {ago(asOf, clock)}. Stripe isn’t answering.
          </span>
        </StaleChip>
      ) : (
        <>
          As of <TimeText at={asOf} clock={clock} as="time" />
        </>
      )}
      <RefreshButton action={refresh} label="Refresh balance" />
    </div>
  );
}
