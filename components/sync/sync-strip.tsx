import { type SyncDay, type SyncDayState, stateOfSyncDay } from "@/lib/core/sync-day";
import { type Clock, shortDay } from "../time";
import { syncDayWords } from "./sync-words";

const classNames: Record<SyncDayState, string | undefined> = {
  done: undefined,
  resumed: "part",
  stopped: "bad",
  running: "run",
  none: "none",
};

/** One square a day; its words are for those who listen and for the tooltip. */
export function SyncStrip({ days, clock }: { days: readonly SyncDay[]; clock: Clock }) {
  const [first, last] = [days.at(0), days.at(-1)];
  if (!first || !last) return null;
  return (
    <>
      <ol
        className="strip"
        aria-label={`One square a day, ${shortDay(first.on, clock)} to ${shortDay(last.on, clock)}`}
      >
        {days.map((day) => {
          const state = stateOfSyncDay(day);
          const words = `${shortDay(day.on, clock)}: ${syncDayWords(state)}`;
          return (
            <li key={day.on} className={classNames[state]} title={words}>
              <span className="sr-only">{words}</span>
            </li>
          );
        })}
      </ol>
      <div className="ends" aria-hidden>
        <span>{shortDay(first.on, clock)}</span>
        <span>{shortDay(last.on, clock)}</span>
      </div>
    </>
  );
}
