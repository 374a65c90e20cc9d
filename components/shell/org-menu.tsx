"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { CheckIcon, ChevronsIcon } from "../ui/icons";
import { Menu, MenuItem, MenuLabel } from "../ui/menu";
import { inOrganization } from "./sections";

export type OrgChoice = { readonly slug: string; readonly name: string; readonly role: string };

/** The current organization, and the way to the others; the section is kept. */
export function OrgMenu({ slug, organizations }: { slug: string; organizations: readonly OrgChoice[] }) {
  const pathname = usePathname();
  const current = organizations.find((organization) => organization.slug === slug);
  return (
    <Menu
      align="start"
      trigger={
        <button type="button">
          <OrgInitial name={current?.name ?? slug} />
          <span className="org__name">{current?.name ?? slug}</span>
          <span className="sr-only">, switch organization</span>
          <ChevronsIcon />
        </button>
      }
    >
      <MenuLabel>Organizations</MenuLabel>
      {organizations.map((organization) => (
        <MenuItem key={organization.slug} asChild>
          <Link href={inOrganization(organization.slug, pathname)}>
            <OrgInitial name={organization.name} />
            {organization.name}
            <span className="end muted">{organization.role}</span>
            {organization.slug === slug && <CheckIcon />}
          </Link>
        </MenuItem>
      ))}
    </Menu>
  );
}

/** The square with an organization's first letter. */
export function OrgInitial({ name }: { name: string }) {
  return (
    <span className="org" aria-hidden>
      {name.slice(0, 1).toUpperCase()}
    </span>
  );
}
