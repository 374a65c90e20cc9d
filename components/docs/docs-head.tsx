import { Brand } from "../shell/brand";
import { Tabs } from "../ui/tabs";

const places = [
  { href: "/docs/api", label: "Reference" },
  { href: "/docs/errors", label: "Errors" },
] as const;

/** The top of the pages that anybody may read. */
export function DocsHead({ current }: { current: (typeof places)[number]["href"] }) {
  return (
    <header className="docs-head">
      <Brand href="/" />
      <Tabs label="Documentation" tabs={places.map((place) => ({ ...place, current: place.href === current }))} />
    </header>
  );
}
