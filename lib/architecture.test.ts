import { basename, dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { textOf, typed } from "./testing-files";
import { acts, rooms, verbs } from "./testing-house";

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
