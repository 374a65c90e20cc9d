import type { Coverage } from "@/lib/core/coverage";
import type { Clock } from "./time";
import { TimeText } from "./time-text";

/** For which time what is shown is complete, in a few words. */
export function CoverageText({ coverage: { asOf, completeFrom }, clock }: { coverage: Coverage; clock: Clock }) {
  if (asOf === null) return <span>Not complete yet: the first sync has not ended.</span>;
  return (
    <span>
      Complete {completeFrom === null ? "up to " : "so far from "}
      {completeFrom !== null && (
        <>
          <TimeText at={completeFrom} clock={clock} /> to{" "}
        </>
      )}
      <TimeText at={asOf} clock={clock} />
    </span>
  );
}
