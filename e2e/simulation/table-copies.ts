import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** Copies of all tables, to bring their rows back from. */
export type TableCopies = { restore(): Promise<void> };

const cleaningEvery = 100;

/** Keeps what the tables hold now. Bringing it back takes milliseconds, a database of its own ten times as long. */
export async function createTableCopies(owner: Database): Promise<TableCopies> {
  const { rows } = await owner.execute<{ name: string; columns: string }>(sql`
    select table_name as name, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
    from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER'
    group by 1 order by 1`);
  const copies = rows.map(({ name, columns }) => ({ name: `public."${name}"`, copy: `kept."${name}"`, columns }));
  const statements = [
    "create schema kept",
    ...copies.map(({ name, copy, columns }) => `create table ${copy} as select ${columns} from ${name}`),
    `create function kept.restore() returns void language plpgsql set session_replication_role = replica as $$ begin
       ${copies
         .map(
           ({ name, copy, columns }) =>
             `delete from ${name};
              insert into ${name} (${columns}) overriding system value select ${columns} from ${copy};`,
         )
         .join("\n")}
     end $$`,
  ];
  for (const statement of statements) await owner.execute(sql.raw(statement));
  let count = 0;
  return {
    restore: async () => {
      await owner.execute(sql`select kept.restore()`);
      count++;
      if (count % cleaningEvery === 0) for (const { name } of copies) await owner.execute(sql.raw(`vacuum ${name}`));
    },
  };
}
