import { Tabs } from "../ui/tabs";

const places = [
  { path: "keys", label: "API keys" },
  { path: "events", label: "Events" },
  { path: "docs", label: "Reference" },
] as const;

/** The parts of what developers need. */
export function DeveloperTabs({ slug, current }: { slug: string; current: (typeof places)[number]["path"] }) {
  const tabs = places.map(({ path, label }) => ({
    href: `/${slug}/developers/${path}`,
    label,
    current: path === current,
  }));
  return <Tabs label="Developers" tabs={tabs} />;
}
