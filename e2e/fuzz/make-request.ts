import { createStream, nextFraction, nextInteger, pick, type Stream } from "../stripe/random";
import type { Caller } from "./callers";
import type { Operation } from "./document";
import { hostileBytes, hostileJson, hostileText, inAddress } from "./hostile";
import { hostileHeaders } from "./hostile-headers";
import type { RawRequest } from "./raw-request";
import type { Secrets } from "./secrets-of";

export type World = {
  readonly url: string;
  readonly operations: readonly Operation[];
  readonly callers: readonly Caller[];
  readonly secrets: readonly [Secrets, Secrets];
};
export type Attempt = { readonly caller: Caller; readonly request: RawRequest };

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "PURGE"] as const;
const strayPaths = [
  "/api",
  "/api/",
  "/api/nothing",
  "/api/payouts/",
  "/api//payouts",
  "/api/payouts//",
  "/api/payouts/po_1/reverse",
  "/api/payouts/./po_1",
  "/api/payouts/%2e%2e/balance",
  "/api/payouts/..%2fbalance",
  "/api/%ff",
  "/api/payouts/%00",
  "/api/payouts/%E0%A4%A",
  "/api/Payouts",
  "/api/payouts;a=b",
  "/api/payouts.json",
  "/api/auth/sign-up/email",
  "/api/auth/organization/list",
  "/api/auth/get-session",
  "/api/auth/",
  "/api/webhooks",
  "/api/webhooks/stripe/",
  "/api/cron/sync/",
  "/api/openapi.json/x",
  "/api/__proto__",
  "/api/_next/data",
  `/api/${"a/".repeat(60)}`,
] as const;

/** The request of that number: the same for the same seed, whatever came before it. */
export function makeRequest(world: World, seed: number, index: number): Attempt {
  const stream = createStream(seed, `request ${index}`);
  const caller = aCaller(stream, world);
  const request = nextFraction(stream) < 0.12 ? strayRequest(stream) : requestTo(stream, world);
  return { caller, request: { ...request, headers: { ...request.headers, ...headersOf(stream, world, caller) } } };
}

/** Members more often than strangers, who are all refused at the same door. */
function aCaller(stream: Stream, { callers }: World): Caller {
  const isMember = nextFraction(stream) < 0.7;
  const able = callers.filter(({ home }) => (home !== null) === isMember);
  const caller = able[nextInteger(stream, 0, able.length - 1)];
  if (!caller) throw new Error("Nobody asks.");
  return caller;
}

function headersOf(stream: Stream, world: World, caller: Caller): Record<string, string> {
  return { ...caller.headers, ...hostileHeaders(stream, world) };
}

function strayRequest(stream: Stream): RawRequest {
  const method = pick(stream, methods);
  const target = pick(stream, strayPaths);
  const hasBody = method !== "GET" && method !== "HEAD" && nextFraction(stream) < 0.5;
  const body = hasBody ? hostileBytes(stream) : null;
  // Only invented people are signed in here, so that no real one is ever locked out.
  if (nextFraction(stream) < 0.15) return signInOfNobody(stream);
  return { method, target, headers: body ? { "content-type": contentType(stream) } : {}, body };
}

function signInOfNobody(stream: Stream): RawRequest {
  const email = pick(stream, ["nobody@example.com", hostileText(stream), "nobody@example.com\u0000"]);
  const body = Buffer.from(JSON.stringify({ email, password: hostileText(stream) }));
  return { method: "POST", target: "/api/auth/sign-in/email", headers: { "content-type": contentType(stream) }, body };
}

function requestTo(stream: Stream, world: World): RawRequest {
  const operation = world.operations[nextInteger(stream, 0, world.operations.length - 1)];
  if (!operation) throw new Error("There is nothing to ask for.");
  const method = nextFraction(stream) < 0.88 ? operation.method : pick(stream, methods);
  const path = operation.path.replace("{id}", () => idFor(stream, world, operation));
  const query = queryFor(stream, world, operation);
  const hasBody = !["GET", "HEAD"].includes(method) && nextFraction(stream) < 0.9;
  const body = hasBody ? bodyFor(stream, world, operation) : null;
  return { method, target: `${path}${query}`, headers: body ? { "content-type": contentType(stream) } : {}, body };
}

const contentTypes = [
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "application/json; charset=latin1",
  "application/json;;;",
  "",
] as const;

function contentType(stream: Stream): string {
  return nextFraction(stream) < 0.85 ? "application/json" : pick(stream, contentTypes);
}

/** An id of either organization, of that kind where one is named. */
function anId(stream: Stream, { secrets }: World, prefix = ""): string {
  const { ids } = secrets[nextFraction(stream) < 0.5 ? 0 : 1];
  const able = ids.filter((id) => id.startsWith(prefix));
  return able[nextInteger(stream, 0, able.length - 1)] ?? "po_1";
}

function aRunId(stream: Stream, { secrets }: World): string {
  const { runIds } = secrets[nextFraction(stream) < 0.5 ? 0 : 1];
  return runIds[nextInteger(stream, 0, runIds.length - 1)] ?? "run";
}

/** What a parameter of that name refers to: mostly something of the right kind. */
function reference(stream: Stream, world: World, name: string): string {
  if (nextFraction(stream) < 0.2) return anId(stream, world);
  return anId(stream, world, name === "accountId" ? "acct_" : "po_");
}

function idFor(stream: Stream, world: World, { path }: Operation): string {
  const isOfRun = path.startsWith("/api/sync/runs/") && nextFraction(stream) < 0.5;
  const anyId = () => (isOfRun ? aRunId(stream, world) : anId(stream, world, pick(stream, ["po_", ""])));
  const text = nextFraction(stream) < 0.7 ? anyId() : hostileText(stream).slice(0, 400);
  // An empty one would be another address.
  return inAddress(stream, text) || "x";
}

function queryFor(stream: Stream, world: World, { parameters, method }: Operation): string {
  const pairs = parameters
    .filter(({ in: place }) => place === "query" && nextFraction(stream) < 0.3)
    .flatMap(({ name, schema }) => {
      const text = nextFraction(stream) < 0.55 ? likely(stream, world, { name, schema }) : hostileText(stream);
      const pair = `${name}=${inAddress(stream, text)}`;
      return nextFraction(stream) < 0.05 ? [pair, pair] : [pair];
    });
  if (nextFraction(stream) < (method === "GET" ? 0.08 : 0.04))
    pairs.push(`${inAddress(stream, hostileText(stream))}=1`);
  if (nextFraction(stream) < 0.02) pairs.push("&&=&;");
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}

type Field = { name: string; schema: Operation["parameters"][number]["schema"] };
const samples: Readonly<Record<string, readonly [string, ...string[]]>> = {
  startDate: ["2026-11-01", "2026-10-25", "2025-06-01"],
  endDate: ["2026-11-25", "2026-12-31", "2026-11-25T12:00:00Z"],
  timezone: ["UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"],
  currency: ["usd", "eur", "JPY", "kwd", "huf", "xxx"],
  type: ["charge", "charges,refunds", "payout", "unheard_of"],
  status: ["paid", "failed,canceled", "available", "pending"],
  cursor: ["c_eyJjIjoxfQ"],
  q: ["Order", "1234", "%"],
};

function likely(stream: Stream, world: World, { name, schema }: Field): string {
  if (name === "accountId" || name === "payoutId") return reference(stream, world, name);
  const known = samples[name];
  if (known) return pick(stream, known);
  const [first, ...rest] = schema.enum ?? [];
  if (first !== undefined) return String(pick(stream, [first, ...rest]));
  const { minimum = 0, maximum = 100 } = schema;
  return String(nextInteger(stream, minimum, Math.min(maximum, minimum + 200)));
}

/** Payouts that succeed take pennies, and a sync that begins costs three seconds: both are rare. */
const valid: Readonly<Record<string, (stream: Stream) => unknown>> = {
  amount: (stream) => nextInteger(stream, 1, 150),
  currency: (stream) => pick(stream, ["usd", "eur", "jpy"]),
  method: (stream) => pick(stream, ["standard", "instant"]),
  description: () => "Fuzz",
  metadata: () => ({ from: "fuzz" }),
  full: () => false,
};

function bodyFor(stream: Stream, world: World, { body }: Operation): Buffer {
  if (body === null || nextFraction(stream) < 0.2) return hostileBytes(stream);
  const chanceOf = (name: string) => (name === "amount" ? 0.97 : name in valid || name === "accountId" ? 0.35 : 0.12);
  const members = Object.keys(body).filter((name) => nextFraction(stream) < chanceOf(name));
  const entries = members.map((name): [string, unknown] => {
    if (nextFraction(stream) < 0.2) return [name, hostileJson(stream)];
    if (name === "accountId") return [name, reference(stream, world, name)];
    return [name, valid[name]?.(stream) ?? hostileText(stream)];
  });
  if (nextFraction(stream) < 0.1) entries.push([hostileText(stream).slice(0, 80), hostileJson(stream)]);
  return Buffer.from(JSON.stringify(Object.fromEntries(entries)));
}
