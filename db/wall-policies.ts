/** One row for each policy: its name with its table, and a digest of whatever it lets through to whom. */
export const policiesQuery = `
  select concat(tablename, '.', policyname) as name,
         md5(concat_ws(' ', permissive, roles, cmd, coalesce(qual, 'none'), coalesce(with_check, 'none'))) as digest
  from pg_policies where schemaname = 'public' order by 1`;

/** Where the script that puts up the wall leaves a note of it. */
export const notedTable = "drizzle.__drizzle_migrations";

const mark = /^(\S+)=([0-9a-f]{32})$/;

/** Policies as the lines of a note. */
export function toPolicyLines(policies: readonly { name: string; digest: string }[]): string[] {
  return policies.map(({ name, digest }) => `${name}=${digest}`);
}

/**
 * What the policies that are there have otherwise than a note says, in words for people; empty when nothing. Without
 * a note, nobody knows what should be there.
 */
export function policyFaults(note: string | null, policies: readonly { name: string; digest: string }[]): string[] {
  const wanted = new Map<string, string>();
  for (const line of (note ?? "").split("\n")) {
    const [, name, digest] = mark.exec(line) ?? [];
    if (name && digest) wanted.set(name, digest);
  }
  if (wanted.size === 0) return ["it is not noted which policies there should be; npm run db:migrate notes it"];
  const found = new Map(policies.map(({ name, digest }) => [name, digest]));
  const strange = [...found].filter(([name, digest]) => wanted.get(name) !== digest).map(([name]) => name);
  const lost = [...wanted.keys()].filter((name) => !found.has(name));
  return [
    ...(strange.length > 0 ? [`policies were made or changed by hand: ${strange.join(", ")}`] : []),
    ...(lost.length > 0 ? [`policies are gone: ${lost.join(", ")}`] : []),
  ];
}
