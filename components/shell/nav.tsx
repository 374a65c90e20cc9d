"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import {
  ChartIcon,
  CodeIcon,
  HomeIcon,
  LandmarkIcon,
  ListIcon,
  MenuIcon,
  PercentIcon,
  RefreshIcon,
  ScaleIcon,
  SettingsIcon,
  UsersIcon,
} from "../ui/icons";
import { Menu, MenuItem } from "../ui/menu";
import { moreSections, phoneSections, type SectionIcon, type SectionLink, sectionOf, sections } from "./sections";

const icons: Record<SectionIcon, typeof HomeIcon> = {
  overview: HomeIcon,
  balance: ScaleIcon,
  transactions: ListIcon,
  payouts: LandmarkIcon,
  revenue: ChartIcon,
  fees: PercentIcon,
  customers: UsersIcon,
  sync: RefreshIcon,
  developers: CodeIcon,
  settings: SettingsIcon,
};

const groups = ["Money", "Reports", "Workspace"] as const;

/** The sidebar's links; the current screen is marked. */
export function SideNav({ slug }: { slug: string }) {
  const current = sectionOf(usePathname());
  return groups.map((group) => (
    <nav key={group} className="nav" aria-label={group}>
      {group === "Reports" && (
        <p className="nav__group" aria-hidden>
          {group}
        </p>
      )}
      {sections
        .filter((section) => section.group === group)
        .map((section) => (
          <SectionAnchor key={section.path} slug={slug} section={section} current={current} />
        ))}
    </nav>
  ));
}

/** The bar at the bottom of a phone. */
export function BottomBar({ slug }: { slug: string }) {
  const current = sectionOf(usePathname());
  const isMore = current !== null && moreSections.includes(current);
  return (
    <nav className="tabbar" aria-label="Sections">
      {phoneSections.map((section) => (
        <SectionAnchor key={section.path} slug={slug} section={section} current={current} />
      ))}
      <Menu
        trigger={
          <button type="button" aria-current={isMore ? "true" : undefined}>
            <MenuIcon />
            More
          </button>
        }
      >
        {moreSections.map((section) => (
          <MenuItem key={section.path} asChild>
            <SectionAnchor slug={slug} section={section} current={current} />
          </MenuItem>
        ))}
      </Menu>
    </nav>
  );
}

type SectionAnchorProps = { slug: string; section: SectionLink; current: SectionLink | null };

function SectionAnchor({ slug, section, current, ...props }: SectionAnchorProps) {
  const Icon = icons[section.icon];
  return (
    <Link href={`/${slug}${section.path}`} aria-current={section === current ? "page" : undefined} {...props}>
      <Icon />
      <span>{section.label}</span>
    </Link>
  );
}
