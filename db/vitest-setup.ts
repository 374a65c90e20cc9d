import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startThrowAwayPostgres } from "./throw-away.mjs";

/**
 * Gives a run of vitest its PostgreSQL and names it in TEST_DATABASE_URL, unless the caller already did.
 * Runs at the same time share one server; the last of them stops it.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE_URL) return undefined;
  const root = fileURLToPath(new URL("..", import.meta.url));
  const server = await startThrowAwayPostgres({ dataDir: join(root, process.env.DATA_DIR ?? ".data", "test") });
  process.env.TEST_DATABASE_URL = server.url;
  return async () => {
    await server.stop();
  };
}
