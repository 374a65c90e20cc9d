import { type ReactNode, useId } from "react";
import { cn } from "./cn";
import { Note } from "./ui/note";

type SectionProps = {
  id?: string;
  title: ReactNode;
  /** Muted words beside the heading. */
  aside?: ReactNode;
  /** Links or controls at the end of the heading's line. */
  end?: ReactNode;
  /** Draw a hairline above; the first section of a page has none. */
  line?: boolean;
  children: ReactNode;
};

/** A part of a page under its own heading, divided by a hairline from what is above. */
export function Section({ id, title, aside, end, line = true, children }: SectionProps) {
  const headingId = useId();
  return (
    <section id={id} className={cn(line && "section")} aria-labelledby={headingId}>
      <div className="section__head">
        <h2 id={headingId}>{title}</h2>
        {aside && <span className="muted">{aside}</span>}
        {end && <span className="end">{end}</span>}
      </div>
      {children}
    </section>
  );
}

/** A panel that could not be read, in its place; the rest of the page stands. Reading never changes anything. */
export function PanelError({
  title,
  children,
  requestId,
  retry,
}: {
  title: string;
  children?: ReactNode;
  requestId?: string | null;
  retry?: ReactNode;
}) {
  return (
    <div className="grid justify-items-start gap-3">
      <Note kind="bad" role="alert">
        <b>{title}</b> {children ?? "Nothing was paid out or changed."}
        {requestId && (
          <>
            {" "}
            Request <span className="mono">{requestId}</span>.
          </>
        )}
      </Note>
      {retry}
    </div>
  );
}
