import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const schemes = ["light", "dark"] as const;
type Scheme = (typeof schemes)[number];

/** The colour of a role in a scheme, as the style sheet gives it. */
function colour(role: string, scheme: Scheme): string {
  const [, light, dark] = css.match(new RegExp(`--${role}: light-dark\\((#\\w{6}), (#\\w{6})\\);`)) ?? [];
  const found = scheme === "light" ? light : dark;
  if (!found) throw new Error(`There is no colour ${role}.`);
  return found;
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string, scheme: Scheme): number {
  const [lighter = 0, darker = 0] = [a, b].map((role) => luminance(colour(role, scheme))).sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

const surfaces = ["canvas", "sunken", "raised", "hover", "pressed", "selected"];
const statuses = ["pending", "in-transit", "paid", "failed", "canceled"];
const texts: [string, string][] = [
  ...["ink", "ink-2"].flatMap((ink) => surfaces.map((surface): [string, string] => [ink, surface])),
  ...["canvas", "sunken", "raised", "hover"].map((surface): [string, string] => ["ink-3", surface]),
  ...["link", "proved", "waiting", "differs", "negative"].flatMap((role) =>
    ["canvas", "sunken", "hover"].map((surface): [string, string] => [role, surface]),
  ),
  ["proved", "proved-wash"],
  ["waiting", "waiting-wash"],
  ["differs", "differs-wash"],
  ["ink-2", "waiting-wash"],
  ["ink-2", "differs-wash"],
  ["ink-on-solid", "solid"],
  ["ink-on-solid", "solid-hover"],
  ...statuses.map((status): [string, string] => [`status-${status}`, `status-${status}-wash`]),
];
const marks: [string, string][] = [
  ...["line-control", "rule", "focus", "proved-mark", "waiting-mark"].map((role): [string, string] => [role, "canvas"]),
  ...["main", "fees", "application", "refunds", "other", "zero"].map((role): [string, string] => [
    `chart-${role}`,
    "canvas",
  ]),
];

describe.each(schemes)("colours in the %s scheme", (scheme) => {
  it.each(texts)("make text %s readable on %s", (text, surface) => {
    expect(contrast(text, surface, scheme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(marks)("let the mark %s be seen on %s", (mark, surface) => {
    expect(contrast(mark, surface, scheme)).toBeGreaterThanOrEqual(3);
  });
});
