import { Note } from "../ui/note";

/** What of an address was left out or answered otherwise, in polite sentences. */
export function ReportNotes({ notes }: { notes: readonly (string | null)[] }) {
  return notes.map(
    (note) =>
      note !== null && (
        <Note key={note} kind="plain" role="status" className="mb-4">
          {note}
        </Note>
      ),
  );
}
