import { drizzle } from "drizzle-orm/node-postgres";
import { Pool, type PoolClient, type QueryResult } from "pg";
import type { Database, DatabaseHandle } from "./client";
import * as schema from "./schema";

/** One condition on the organization taken out of one statement, and what that did to its answer. */
export type Mutation = {
  /** The statement with the condition replaced. */
  readonly statement: string;
  /** Rows that came although they did not before, as JSON. */
  readonly gained: readonly string[];
  /** Rows it changed or gave more or fewer than before; 0 when nobody would notice. */
  readonly difference: number;
};

export type ForgetfulDb = DatabaseHandle & {
  readonly mutations: readonly Mutation[];
  /** Statements inside of an organization that do not say which. */
  readonly unnamed: ReadonlySet<string>;
};

type Ask = (text: string, values?: readonly unknown[]) => Promise<QueryResult>;
type Asked = { readonly text: string; readonly [option: string]: unknown };

const conditions = /(?:"?\w+"?\.)?"?organization_id"? = \$(\d+)|"organizations"\."id" = \$(\d+)/g;

const entering = /set_config\('app\.organization_id'/;
const readsOrWrites = /\b(from|update|into|join)\s+"?\w/i;
const names = /organization_id"? = |"organizations"\."id" = |^\s*insert into [^(]*\([^)]*organization_id/;

/**
 * A database that forgets: each statement inside a transaction first runs once for each of its conditions on the
 * organization, with that condition gone, and is undone; then it runs as it is. What came otherwise is in `mutations`.
 */
export function createForgetfulDb(url: string): ForgetfulDb {
  const mutations: Mutation[] = [];
  const unnamed = new Set<string>();
  const pool = new Pool({ connectionString: url, max: 5 });
  pool.on("connect", (client) => watch(client, { mutations, unnamed }));
  const db: Database = drizzle(pool, { schema });
  return { db, mutations, unnamed, close: () => pool.end() };
}

function watch(client: PoolClient, { mutations, unnamed }: { mutations: Mutation[]; unnamed: Set<string> }): void {
  const original = client.query.bind(client);
  const ask: Ask = (text, values) => original(text, values ? [...values] : undefined);
  let isInTransaction = false;
  let isInOrganization = false;
  let turn: Promise<unknown> = Promise.resolve();
  const query = (asked: Asked | string, values?: readonly unknown[]): Promise<QueryResult> => {
    const { text } = typeof asked === "string" ? { text: asked } : asked;
    const run = async () => {
      if (/^begin/.test(text)) isInTransaction = true;
      if (/^(commit|rollback)\s*$/.test(text)) isInTransaction = isInOrganization = false;
      if (entering.test(text)) isInOrganization = values?.[0] !== "";
      else if (isInOrganization && readsOrWrites.test(text) && !names.test(text)) unnamed.add(text);
      const found = isInTransaction ? await answersWithout(ask, text, values ?? []) : [];
      if (found.length > 0) {
        const usual = await attempt(ask, text, values ?? []);
        for (const { statement, answer } of found) mutations.push(compare(statement, answer, usual));
      }
      return typeof asked === "string" ? ask(asked, values) : original({ ...asked, values: [...(values ?? [])] });
    };
    // One after the other, for the steps of one statement belong together.
    const mine = turn.then(run);
    turn = mine.catch(() => undefined);
    return mine;
  };
  Object.assign(client, { query });
}

async function answersWithout(ask: Ask, text: string, values: readonly unknown[]) {
  const found: { statement: string; answer: QueryResult | null }[] = [];
  for (const match of text.matchAll(conditions)) {
    const kept = `$${match[1] ?? match[2]}::text is not null`;
    const statement = text.slice(0, match.index) + kept + text.slice(match.index + match[0].length);
    found.push({ statement, answer: await attempt(ask, statement, values) });
  }
  return found;
}

/** The answer to a statement that is undone at once; null when it is refused. */
async function attempt(ask: Ask, text: string, values: readonly unknown[]): Promise<QueryResult | null> {
  await ask("savepoint forgotten");
  try {
    return await ask(text, values);
  } catch {
    return null;
  } finally {
    await ask("rollback to savepoint forgotten");
  }
}

function compare(statement: string, answer: QueryResult | null, usual: QueryResult | null): Mutation {
  // Refused where it was accepted before: nothing was shown and nothing changed.
  if (answer === null) return { statement, gained: [], difference: 0 };
  const before = (usual?.rows ?? []).map((row) => JSON.stringify(row));
  // What an insert answers holds ids of its own each time.
  const after = /^insert/.test(statement) ? before : answer.rows.map((row) => JSON.stringify(row));
  const gained = without(after, before);
  const lost = without(before, after);
  const counted = Math.abs((answer.rowCount ?? 0) - (usual?.rowCount ?? 0));
  return { statement, gained, difference: gained.length + lost.length + counted };
}

function without(rows: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return rows.filter((row) => {
    const place = left.indexOf(row);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}
