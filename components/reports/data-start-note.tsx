import { type Clock, shortDay } from "../time";

type DataStartNoteProps = { dataStart: string | null; first: string | undefined; clock: Clock };

/** Since when anything is known, where a report begins before that. */
export function DataStartNote({ dataStart, first, clock }: DataStartNoteProps) {
  if (dataStart === null || first === undefined || first >= dataStart) return null;
  return <p className="report__note">Data begins {shortDay(dataStart, clock)}. Nothing is known of the time before.</p>;
}
