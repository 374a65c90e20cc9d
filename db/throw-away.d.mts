import type { PostgresServer } from "./embedded.mjs";

export function startThrowAwayPostgres(options: { dataDir: string; fresh?: boolean }): Promise<PostgresServer>;
