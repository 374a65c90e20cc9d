import Link from "next/link";
import { Note } from "../ui/note";
import { deadEventsAdvice, deadEventsWords } from "./event-words";

/** Events that were given up, said where people look after things. Nothing when there are none. */
export function DeadEventsNote({ count, href }: { count: number; href: string }) {
  if (count === 0) return null;
  return (
    <Note kind="bad" className="mb-4">
      <b>{deadEventsWords(count)}</b> {deadEventsAdvice}{" "}
      <Link className="link" href={href}>
        Show them
      </Link>
    </Note>
  );
}
