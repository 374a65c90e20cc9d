import { Client, type QueryResultRow } from "pg";
import { demo } from "./demo";

/** Speaks to the demo's database as the owner of its tables, past everything the product has in between. */
export async function atDatabase<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: demo().databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
