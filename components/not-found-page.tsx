import { LinkButton } from "./ui/button";

/** The one answer for what does not exist and for what belongs to somebody else. */
export function NotFoundPage({ home, label }: { home: string; label: string }) {
  return (
    <div className="alone">
      <h1 tabIndex={-1}>There is nothing here</h1>
      <p className="second">
        This address leads to nothing, or to something that is not yours to see. You may be signed in as the wrong
        person.
      </p>
      <LinkButton href={home}>{label}</LinkButton>
    </div>
  );
}
