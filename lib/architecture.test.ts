import { basename, dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { textOf, typed } from "./testing-files";

// The house as data. A room is the first line whose pattern fits a file. `may` names folders, files and packages;
// a word after "type " may be imported for its types only. "verbs" are all shelves of lib and its single verbs.
const verbs = /^lib\/((?!core\/|stripe\/|http\/|auth\/)[a-z-]+\/|health$)/;
const orm = ["drizzle-orm", "db", "lib/core", "node:crypto"];
const react = [
  "react",
  "react-dom",
  "next/link",
  "next/navigation",
  "next/dynamic",
  "next/form",
  "next/error",
  "next-themes",
  "lucide-react",
];
const shown = ["@tanstack/react-table", "recharts", "radix-ui", "sonner", "clsx", "class-variance-authority"];
const doors = ["lib/context", "lib/context-from-request", "lib/context-from-session", "lib/session-user"];
const rooms: { room: string; files: RegExp; may: string[] }[] = [
  { room: "journeys", files: /^e2e\/.*\.spec\.ts$/, may: ["e2e", "@playwright/test", "@axe-core/playwright", "node:"] },
  { room: "tests", files: /\.test\.tsx?$/, may: ["*"] },
  {
    room: "worlds for tests",
    files: /^lib\/(.*\/)?(testing(-[a-z]+)?|[a-z-]+-samples)\.ts$|^e2e\/stripe\/(test-client|testing-[a-z-]+)\.ts$/,
    may: ["*"],
  },
  { room: "lib/core", files: /^lib\/core\//, may: ["lib/core", "zod"] },
  { room: "lib/env", files: /^lib\/env\.ts$/, may: ["zod", "server-only"] },
  { room: "lib/log", files: /^lib\/log\.ts$/, may: ["lib/core"] },
  { room: "lib/timing", files: /^lib\/timing\.ts$/, may: ["node:"] },
  {
    room: "lib/stripe",
    files: /^lib\/stripe\//,
    may: ["lib/core", "lib/stripe", "lib/env", "lib/timing", "stripe", "server-only"],
  },
  {
    room: "lib/auth",
    files: /^lib\/auth\//,
    may: [...orm, "lib/auth", "lib/env", "lib/keys", "lib/log", "type lib/context", "better-auth", "zod"],
  },
  {
    room: "lib/context",
    files: /^lib\/context\.ts$/,
    may: ["type db", "type lib/core", "type lib/log", "type lib/stripe"],
  },
  {
    room: "doors",
    files: /^lib\/(services|confirm-database|context-from-[a-z]+|session-user)\.ts$/,
    may: [
      "verbs",
      "lib/auth",
      "lib/core",
      "lib/stripe",
      "lib/env",
      "lib/log",
      "lib/services",
      ...doors,
      "db",
      "react",
    ].concat(["next/headers", "next/navigation", "server-only"]),
  },
  {
    room: "lib/http",
    files: /^lib\/http\//,
    may: [
      "lib/http",
      "lib/core",
      "lib/auth",
      "lib/keys",
      "lib/organizations",
      "lib/env",
      "lib/log",
      "lib/services",
    ].concat([
      ...doors,
      ...orm,
      "type lib/balance",
      "type lib/payouts",
      "type lib/sync",
      "type lib/reports",
      "lib/timing",
      "rate-limiter-flexible",
      "node:http",
      "next",
      "zod",
    ]),
  },
  {
    room: "verbs",
    files: new RegExp(verbs.source.replace("health$", "health\\.ts$")),
    may: ["verbs", "lib/context", "lib/log", "lib/stripe", ...orm, "type stripe", "better-auth/crypto", "zod", "node:"],
  },
  {
    room: "operators' scripts",
    files: /^db\/(seed|operator|doctor|create-owner|connect-account|disconnect-account)\.ts$/,
    may: ["db", "verbs", "lib/core", "lib/env", "lib/services", "lib/stripe", "type lib/context", "node:"],
  },
  {
    room: "db",
    files: /^db\//,
    may: [
      "db",
      "lib/core",
      "lib/env",
      "lib/timing",
      "drizzle-orm",
      "pg",
      "@neondatabase/serverless",
      "server-only",
      "node:",
    ],
  },
  { room: "components", files: /^components\//, may: ["components", "lib/core", "tailwind-merge", ...react, ...shown] },
  { room: "sign-in's route", files: /^app\/api\/auth\//, may: ["lib/auth", "lib/http", "lib/services", "next"] },
  {
    room: "app/api",
    files: /^app\/api\//,
    may: ["app/api", "lib/http", "lib/core", "lib/services", "lib/env", "verbs", ...doors, "next", "zod"],
  },
  {
    room: "app",
    files: /^app\//,
    may: [
      "app",
      "components",
      "lib/core",
      "lib/http",
      "lib/services",
      "verbs",
      ...doors,
      ...react,
      "next",
      "geist",
    ].concat(["lib/auth/sign-in", "lib/auth/sign-out", "lib/auth/require-same-origin"]),
  },
  { room: "the emulator", files: /^e2e\/stripe\//, may: ["e2e/stripe", "ajv", "node:", "type stripe"] },
  { room: "benchmarks", files: /^e2e\/(bench|simulation)\//, may: ["*"] },
  { room: "e2e", files: /^e2e\//, may: ["e2e", "@playwright/test", "node:"] },
  {
    // It answers what Next would answer with a bare 500, in the shape of every other refusal, and nothing else.
    room: "proxy",
    files: /^proxy\.ts$/,
    may: ["lib/core/errors", "lib/core/security-headers", "lib/http/problem", "lib/http/request-id", "lib/env"].concat([
      "lib/auth/cookie-prefix",
      "next",
    ]),
  },
  {
    room: "root",
    files: /^[a-z.-]+\.ts$/,
    may: [
      "lib/env",
      "lib/log",
      "lib/core/security-headers",
      "lib/http/answer-early",
      "lib/confirm-database",
      "next",
    ].concat(["drizzle-kit", "vitest/config", "node:"]),
  },
];
const acts =
  /^(accept|add|answer|approve|ask|begin|call|cancel|change|check|choose|claim|close|confirm|connect|consider|count|create|delete|disconnect|draft|end|export|find|get|hash|invalidate|invite|judge|leave|link|list|lock|mark|measure|open|process|prune|pursue|read|receive|record|refresh|release|remove|rename|replay|require|resolve|retry|revoke|save|search|seed|send|set|settle|sign|start|stop|store|sum|sweep|sync|take|touch|transfer|update|verify|write)-/;

type Import = { from: string; to: string; isLocal: boolean; isType: boolean };

const imports = typed.flatMap(importsOf);

describe("the house", () => {
  it("imports only from where each room may", () => {
    const strays = imports.filter(({ from, to, isLocal, isType }) => {
      const room = rooms.find(({ files: pattern }) => pattern.test(from));
      return !room?.may.some((word) => allows(word, { to, isLocal, isType }));
    });
    expect(strays.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it("keeps worlds for tests and the emulator out of the product", () => {
    const isWorld = /^(lib\/(.*\/)?testing|db\/testing|e2e\/)/;
    const mayUse = /\.test\.tsx?$|(^|\/)testing[a-z-]*\.ts$|^e2e\//;
    const strays = imports.filter(({ from, to }) => isWorld.test(to) && !mayUse.test(from));
    expect(strays.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it("keeps a segment's own parts in that segment", () => {
    const strays = imports.filter(({ from, to, isLocal }) => {
      if (!isLocal || !from.startsWith("app/") || !to.startsWith("app/") || /\.test\.tsx?$/.test(from)) return false;
      return !from.startsWith(`${dirname(to)}/`);
    });
    expect(strays.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it("has no circles of imports", () => {
    expect(findCircles()).toEqual([]);
  });

  it("keeps one act in one file, under its own name", () => {
    const shelves = typed.filter((path) => verbs.test(path) && !/\.test\.ts$/.test(path) && acts.test(basename(path)));
    const strays = shelves.flatMap((path) => {
      const exported = [...textOf(path).matchAll(/^export (?:async )?function\*? (\w+)/gm)].map((match) => match[1]);
      const name = basename(path, ".ts").replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      return exported.length === 1 && exported[0] === name ? [] : [`${path}: ${exported.join(", ")}`];
    });
    expect(strays).toEqual([]);
  });
});

function importsOf(from: string): Import[] {
  const found = textOf(from).matchAll(
    /^(?:import|export)\s+(type\s+)?([^;"']*?)\s*from\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm,
  );
  return [...found].map(([, type, names = "", named, bare, dynamic]) => {
    const specifier = named ?? bare ?? dynamic ?? "";
    const local = specifier.startsWith("@/")
      ? specifier.slice(2)
      : /^\.\.?\//.test(specifier)
        ? normalize(join(dirname(from), specifier))
        : undefined;
    const onlyTypes = /^\{[^}]*\}$/.test(names) && !/[{,]\s*(?!type\s)\w/.test(names);
    return { from, to: local ?? specifier, isLocal: local !== undefined, isType: Boolean(type) || onlyTypes };
  });
}

function allows(word: string, { to, isType }: Pick<Import, "to" | "isLocal" | "isType">): boolean {
  if (word === "*") return true;
  if (word.startsWith("type ")) return isType && allows(word.slice(5), { to, isLocal: true, isType });
  if (word === "verbs") return verbs.test(to);
  return to === word || to.startsWith(word.endsWith(":") ? word : `${word}/`);
}

/** Circles of imports that exist at run time, each from its first file on. */
function findCircles(): string[] {
  const edges = new Map<string, string[]>();
  for (const { from, to, isLocal, isType } of imports) {
    const path = [`${to}.ts`, `${to}.tsx`, `${to}/index.ts`].find((candidate) => typed.includes(candidate));
    if (isLocal && !isType && path) edges.set(from, [...(edges.get(from) ?? []), path]);
  }
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, trail: string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) circles.push([...trail.slice(start), path].join(" -> "));
    if (start >= 0 || done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return circles;
}
