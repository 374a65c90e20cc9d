import { meaningOf } from "./document";
import type { Attempt, World } from "./make-request";
import type { RawAnswer } from "./raw-request";
import { amountsIn } from "./secrets-of";

/** Kinds of wrong, each of which must never happen. */
export const faults = ["5xx", "not JSON", "leak", "without right", "undocumented", "header"] as const;
export type Fault = { readonly kind: (typeof faults)[number]; readonly words: string };

/** Refusals of the line itself, before anything knows what is asked for. */
const ofAnyRequest = [400, 404, 405, 413, 414, 431];

/** Everything that is wrong with an answer, by what anybody may expect of every answer. */
export function judge(world: World, attempt: Attempt, answer: RawAnswer): Fault[] {
  return [
    ...(answer.status >= 500 ? [{ kind: "5xx", words: String(answer.status) } as const] : []),
    ...formFaults(attempt, answer),
    ...leaks(world, attempt, answer),
    ...rightFaults(world, attempt, answer),
    ...statusFaults(world, attempt, answer),
  ];
}

function formFaults({ request }: Attempt, { status, headers, text }: RawAnswer): Fault[] {
  const found: Fault[] = [];
  for (const name of ["request-id", "x-content-type-options", "cache-control"]) {
    if (!headers[name]) found.push({ kind: "header", words: `${name} is missing` });
  }
  if (text === "" && (request.method === "HEAD" || status === 304)) return found;
  const type = String(headers["content-type"]).split(";")[0];
  const wanted = status >= 400 ? "application/problem+json" : "application/json";
  if (type !== wanted) return [...found, { kind: "not JSON", words: `${status} as ${type}` }];
  const body = parse(text);
  if (body === undefined) return [...found, { kind: "not JSON", words: "does not parse" }];
  if (status >= 400 && !isProblem(body, status, headers["request-id"])) {
    found.push({ kind: "not JSON", words: "is no problem" });
  }
  return found;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Reported as what it is.
    return undefined;
  }
}

function isProblem(body: unknown, status: number, requestId: unknown): boolean {
  const { type, title, detail, code, status: told, requestId: named } = Object(body);
  return (
    [type, title, detail, code].every((text) => typeof text === "string") && told === status && named === requestId
  );
}

function leaks({ secrets }: World, { caller, request }: Attempt, { text, headers }: RawAnswer): Fault[] {
  const shown = `${text}\n${JSON.stringify(headers)}`;
  const said = [request.target, request.body?.toString() ?? "", JSON.stringify(request.headers)].join("\n");
  return secrets.flatMap((theirs, home): Fault[] => {
    if (caller.home === home) return [];
    // What the caller has said themselves may be said back; a row of it would bring more with it.
    const told = theirs.texts.find((secret) => shown.includes(secret) && !said.includes(secret));
    const amounts = new Set(amountsIn(text).filter((amount) => theirs.amounts.includes(amount)));
    const isLeak = told !== undefined || amounts.size > 1;
    return isLeak ? [{ kind: "leak", words: `${told ?? [...amounts].join(", ")} of the other organization` }] : [];
  });
}

function rightFaults({ operations, secrets, url }: World, { caller, request }: Attempt, answer: RawAnswer): Fault[] {
  if (answer.status >= 400) return [];
  const pathname = pathnameOf(request.target);
  const { operation } = meaningOf(operations, request.method, pathname);
  if (!operation || operation.isPublic) return [];
  const wrong = (words: string): Fault[] => [{ kind: "without right", words }];
  if (operation.scope === null) return wrong(`${operation.path} let ${caller.name} in`);
  if (caller.home === null) return wrong(`${caller.name} was let in`);
  const isWrite = operation.method === "POST";
  if (isWrite && !caller.mayWrite) return wrong(`${caller.name} wrote`);
  const { origin, "sec-fetch-site": site } = request.headers;
  if (isWrite && caller.isSession && (origin !== url || site === "cross-site")) return wrong(`a write from ${origin}`);
  const theirs = secrets[caller.home === 0 ? 1 : 0];
  const organization = request.headers["x-organization"];
  if (organization !== undefined && theirs.texts.includes(organization)) return wrong("in the other organization");
  const foreign = theirs.ids.find((id) => pathname.split("/").includes(id) || accountIn(request) === id);
  return foreign === undefined ? [] : wrong(`${foreign} of the other organization was acted on`);
}

/** The address as every reader of it understands it: `%2e%2e` goes one step up. */
function pathnameOf(target: string): string {
  return new URL(`http://x${target}`).pathname;
}

function accountIn({ target, body }: Attempt["request"]): string | undefined {
  const inQuery = new URL(`http://x${target}`).searchParams.get("accountId");
  return inQuery ?? /"accountId":"([^"]+)"/.exec(body?.toString() ?? "")?.[1];
}

function statusFaults({ operations }: World, { request }: Attempt, { status }: RawAnswer): Fault[] {
  const pathname = pathnameOf(request.target);
  const { operation, exists } = meaningOf(operations, request.method, pathname);
  const isAuth = pathname.startsWith("/api/auth/");
  if (isAuth || ofAnyRequest.includes(status) || operation?.statuses.includes(status)) return [];
  const words = `${status} to ${request.method} ${operation?.path ?? (exists ? "another method" : "no address")}`;
  return [{ kind: "undocumented", words }];
}
