"use client";

import { useTheme } from "next-themes";
import { useTransition } from "react";
import { DarkIcon, LightIcon, SignOutIcon, SystemIcon } from "../ui/icons";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from "../ui/menu";

const themes = [
  { value: "system", label: "System", icon: <SystemIcon /> },
  { value: "light", label: "Light", icon: <LightIcon /> },
  { value: "dark", label: "Dark", icon: <DarkIcon /> },
];

/** Who is signed in, the theme, and the way out. */
export function UserMenu({ name, email, signOut }: { name: string; email: string; signOut: () => Promise<void> }) {
  const { theme = "system", setTheme } = useTheme();
  const [isLeaving, startLeaving] = useTransition();
  return (
    <Menu
      trigger={
        <button type="button" className="me" aria-label={`${name}, account`}>
          {initialsOf(name)}
        </button>
      }
    >
      <MenuLabel>
        <span className="strong block">{name}</span>
        {email}
      </MenuLabel>
      <MenuLine />
      <MenuLabel>Theme</MenuLabel>
      <MenuChoice value={theme} onChange={setTheme} options={themes} />
      <MenuLine />
      <MenuItem onSelect={() => startLeaving(signOut)} disabled={isLeaving}>
        <SignOutIcon />
        {isLeaving ? "Signing out…" : "Sign out"}
      </MenuItem>
    </Menu>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/[\s.@_-]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join("");
}
