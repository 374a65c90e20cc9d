export interface PostgresServer {
  /** The database `postgres`, as the owner of the server. */
  readonly url: string;
  /** Whether this call started the server; false when it joined a running one. */
  readonly owned: boolean;
  /** Gives the server back; the last user's call stops it and answers true. */
  stop(): Promise<boolean>;
}

export function startPostgres(options: {
  dataDir: string;
  durable?: boolean;
  fresh?: boolean;
}): Promise<PostgresServer>;
export function createDatabase(url: string, name: string): Promise<string>;
export function findFreePort(): Promise<number>;
export function isListening(port: number): Promise<boolean>;
