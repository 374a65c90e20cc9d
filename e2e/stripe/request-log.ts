import type { Incoming } from "./handler";
import { now, type World } from "./world";

export type RequestLogEntry = {
  /** Counts from 1; `requests(since)` gives the entries above it. */
  number: number;
  at: number;
  id: string;
  method: string;
  path: string;
  query: string;
  body: string;
  account: string | null;
  idempotencyKey: string | null;
  headers: Record<string, string>;
  /** Null while there is no answer, and for ever where a fault cut the line. */
  status: number | null;
};
export type RequestLog = { entries: RequestLogEntry[]; count: number };

const keptEntries = 10_000;

export function createRequestLog(log: RequestLog, world: World, incoming: Incoming, id: string): RequestLogEntry {
  const headers = Object.fromEntries(incoming.headers);
  if (headers.authorization !== undefined) headers.authorization = "hidden";
  const entry: RequestLogEntry = {
    number: ++log.count,
    at: now(world),
    id,
    method: incoming.method,
    path: incoming.url.pathname,
    query: incoming.url.search,
    body: incoming.body,
    account: headers["stripe-account"] ?? headers["stripe-context"] ?? null,
    idempotencyKey: headers["idempotency-key"] ?? null,
    headers,
    status: null,
  };
  log.entries.push(entry);
  if (log.entries.length > keptEntries) log.entries.shift();
  return entry;
}
