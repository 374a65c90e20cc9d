import type { Demo } from "../demo";
import { findCallers } from "./callers";
import { type Operation, readOperations } from "./document";
import { type Fault, judge } from "./judge";
import { type Attempt, makeRequest, type World } from "./make-request";
import { closeConnections, type RawAnswer, sendRaw } from "./raw-request";
import { findSecrets } from "./secrets-of";

export type FuzzOptions = {
  readonly requests: number;
  readonly seed: number;
  /** Requests on their way at the same time. */
  readonly width?: number;
  readonly onProgress?: (done: number) => void;
};
export type Finding = { readonly index: number; readonly faults: readonly Fault[]; readonly recipe: string };
export type FuzzReport = {
  readonly requests: number;
  readonly findings: readonly Finding[];
  /** How often each status was the answer. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Operations that nobody's request was answered with success, such as `GET /api/balance`. */
  readonly unreached: readonly string[];
};

/**
 * Asks the running demo everything that nobody should, as both organizations, their people and strangers, and holds
 * each answer to what every answer must be. The same seed asks the same.
 */
export async function fuzz(demo: Demo, { requests, seed, width = 12, onProgress }: FuzzOptions): Promise<FuzzReport> {
  const world: World = {
    url: demo.url,
    operations: await readOperations(demo.url),
    callers: await findCallers(demo),
    secrets: await findSecrets(demo),
  };
  const findings: Finding[] = [];
  const statuses: Record<string, number> = {};
  const succeeded = new Set<string>();
  let next = 0;
  const work = async () => {
    while (next < requests) {
      const index = next++;
      const attempt = makeRequest(world, seed, index);
      const answer = await answerTo(world, attempt);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      if (answer.status < 300) succeeded.add(operationOf(world, attempt));
      const faults = judge(world, attempt, answer);
      if (faults.length > 0) findings.push({ index, faults, recipe: recipeOf(attempt, answer) });
      if (index > 0 && index % 1_000 === 0) onProgress?.(index);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  closeConnections();
  const unreached = world.operations.map(nameOf).filter((name) => !succeeded.has(name));
  return { requests, findings, statuses, unreached };
}

/** A line that breaks without an answer is no answer of ours: it counts as the worst of them. */
async function answerTo({ url }: World, { request }: Attempt): Promise<RawAnswer> {
  try {
    return await sendRaw(url, request);
  } catch (error) {
    return { status: 599, headers: {}, text: error instanceof Error ? error.message : String(error) };
  }
}

function operationOf({ operations }: World, { request }: Attempt): string {
  const parts = (request.target.split("?")[0] ?? "").split("/");
  const found = operations.find(({ method, path }) => {
    const wanted = path.split("/");
    const fits = wanted.length === parts.length && wanted.every((part, at) => part === parts[at] || part === "{id}");
    return fits && method === request.method;
  });
  return found ? nameOf(found) : "";
}

const nameOf = ({ method, path }: Operation) => `${method} ${path}`;

function recipeOf({ caller, request }: Attempt, { status, headers, text }: RawAnswer): string {
  const { authorization: _key, cookie: _cookie, ...rest } = request.headers;
  const body = request.body?.toString().slice(0, 300) ?? "";
  return [
    `${caller.name}: ${request.method} ${request.target.slice(0, 400)} ${JSON.stringify(rest).slice(0, 400)} ${body}`,
    `  -> ${status} ${String(headers["content-type"])} ${text.slice(0, 300)}`,
  ].join("\n");
}
