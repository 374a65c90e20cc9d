import type { z } from "zod";

/** The query of an address as a page receives it: a value, several under one name, or none. */
export type PageQuery = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A query with one trimmed text per name; several values of one name are joined by commas. */
export type FlatQuery = Readonly<Record<string, string>>;

/** A part of an address that was not understood and therefore left out. */
export type DroppedQuery = { readonly name: string; readonly value: string };

/** Joins repeated names with commas and leaves out what is empty. */
export function flattenQuery(query: PageQuery): FlatQuery {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    const parts = (typeof value === "string" ? [value] : (value ?? [])).map((part) => part.trim()).filter(Boolean);
    if (parts.length > 0) flat[name] = parts.join(",");
  }
  return flat;
}

/**
 * Parses a query by a schema and leaves out what does not fit instead of refusing all of it, so that an old or
 * mistyped link still shows a page. Throws a plain error only when even the empty query does not parse.
 */
export function parseLeniently<T>(
  schema: z.ZodType<T>,
  query: FlatQuery,
): { readonly input: T; readonly dropped: readonly DroppedQuery[] } {
  let rest: FlatQuery = query;
  const dropped: DroppedQuery[] = [];
  // Each round drops at least one name, so the number of names bounds the rounds.
  for (let round = 0; round <= Object.keys(query).length; round++) {
    const parsed = schema.safeParse(rest);
    if (parsed.success) return { input: parsed.data, dropped };
    const faulty = faultyNames(parsed.error.issues, rest);
    for (const name of faulty) dropped.push({ name, value: rest[name] ?? "" });
    rest = Object.fromEntries(Object.entries(rest).filter(([name]) => !faulty.includes(name)));
  }
  throw new Error("The schema refuses even an empty query.");
}

function faultyNames(issues: readonly z.core.$ZodIssue[], query: FlatQuery): string[] {
  const named = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0] ?? "")],
  );
  const present = [...new Set(named)].filter((name) => name in query);
  // A fault of the whole query names no part of it; then none can be kept.
  return present.length > 0 ? present : Object.keys(query);
}

/** An address with some parts of its query changed; `null` removes one. Any change leads back to the first page. */
export function queryHref(path: string, query: FlatQuery, changes: Readonly<Record<string, string | null>>): string {
  const next = new Map(Object.entries(query));
  next.delete("offset");
  next.delete("cursor");
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") next.delete(name);
    else next.set(name, value);
  }
  const text = new URLSearchParams([...next]).toString().replaceAll("%2C", ",");
  return text === "" ? path : `${path}?${text}`;
}
