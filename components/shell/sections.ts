/** The screens of an organization, in the order of the navigation. `path` follows the organization's slug. */
export const sections = [
  { path: "", label: "Overview", icon: "overview", group: "Money" },
  { path: "/balance", label: "Balance", icon: "balance", group: "Money" },
  { path: "/transactions", label: "Transactions", icon: "transactions", group: "Money" },
  { path: "/payouts", label: "Payouts", icon: "payouts", group: "Money" },
  { path: "/reports/revenue", label: "Revenue", icon: "revenue", group: "Reports" },
  { path: "/reports/fees", label: "Fees", icon: "fees", group: "Reports" },
  { path: "/reports/customers", label: "Customers", icon: "customers", group: "Reports" },
  { path: "/sync", label: "Sync", icon: "sync", group: "Workspace" },
  { path: "/developers", label: "Developers", icon: "developers", group: "Workspace" },
  { path: "/settings", label: "Settings", icon: "settings", group: "Workspace" },
] as const;

export type SectionLink = (typeof sections)[number];
export type SectionIcon = SectionLink["icon"];

/** What a phone's bottom bar shows; the rest is behind "More". */
const onPhone: readonly SectionIcon[] = ["overview", "payouts", "transactions"];

export const phoneSections = onPhone.flatMap((icon) => sections.filter((section) => section.icon === icon));
export const moreSections = sections.filter((section) => !onPhone.includes(section.icon));

/** The screen an address belongs to; a payout's own page belongs to Payouts. Null outside an organization's screens. */
export function sectionOf(pathname: string): SectionLink | null {
  const rest = pathname.split("/").slice(2).join("/");
  if (rest === "") return sections[0];
  return sections.find(({ path }) => path !== "" && `/${rest}/`.startsWith(`${path}/`)) ?? null;
}

/** The parts of sections that are no list of anything. */
const parts: Partial<Record<SectionIcon, Readonly<Record<string, string>>>> = {
  settings: { general: "General", members: "Members" },
  developers: { keys: "API keys", events: "Events", docs: "Reference" },
};

/** What comes below its section in an address: a row of a list, the form for a new one, or nothing. */
export function leafOf(pathname: string): string | null {
  const section = sectionOf(pathname);
  if (!section || section.path === "") return null;
  const leaf = pathname.split("/").slice(2 + section.path.split("/").length - 1)[0];
  if (!leaf) return null;
  if (leaf === "new") return "Pay out";
  const named = parts[section.icon]?.[leaf];
  if (named) return named;
  return section.icon === "payouts" ? "Payout" : section.icon === "transactions" ? "Transaction" : "Details";
}

/** The same screen in another organization. Ids stay behind, since they are not the other one's. */
export function inOrganization(slug: string, pathname: string): string {
  return `/${slug}${sectionOf(pathname)?.path ?? ""}`;
}
