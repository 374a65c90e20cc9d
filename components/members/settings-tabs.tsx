import { Tabs } from "../ui/tabs";

const places = [
  { path: "general", label: "General" },
  { path: "members", label: "Members" },
] as const;

/** The parts of the settings. */
export function SettingsTabs({ slug, current }: { slug: string; current: (typeof places)[number]["path"] }) {
  const tabs = places.map(({ path, label }) => ({
    href: `/${slug}/settings/${path}`,
    label,
    current: path === current,
  }));
  return (
    <div className="mb-5">
      <Tabs label="Settings" tabs={tabs} />
    </div>
  );
}
