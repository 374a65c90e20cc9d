import { StripeRefusal } from "./errors";
import { expandAnswer } from "./expand";
import { type Fault, type FaultPlan, faultsFor, latencyMs, refusalOf } from "./faults";
import { type Claim, claimKey, releaseKey } from "./idempotency";
import { type JsonObject, textList } from "./json";
import { objectById } from "./lookup";
import { apiVersion } from "./objects/event";
import { checkParameters, decodeForm } from "./parameters";
import { nextId } from "./random";
import { createRequestLog, type RequestLog } from "./request-log";
import { findRoute, type Match } from "./routes";
import { faultOfAnswer, operationOf } from "./schema";
import type { AccountRecord, StoredAnswer } from "./state";
import { afterEffect, hang, ResetConnection, wait } from "./wire-faults";
import { streamOf, type World } from "./world";

export type Answer = StoredAnswer & { headers: Record<string, string> };
export type Api = { world: World; plan: FaultPlan; log: RequestLog; strict: boolean };
export type Incoming = { method: string; url: URL; headers: Headers; body: string; signal: AbortSignal };

type Prepared = { match: Match; account: AccountRecord; params: JsonObject; requestId: string; key: string | null };

/** Answers one request to Stripe's API. Throws ResetConnection where a fault cuts the line. */
export async function answerStripe(api: Api, incoming: Incoming): Promise<Answer> {
  const requestId = nextId(streamOf(api.world, "requests"), "req", 14);
  const entry = createRequestLog(api.log, api.world, incoming, requestId);
  const answer = await answerOrRefuse(api, incoming, requestId);
  entry.status = answer.status;
  answer.headers["content-type"] = "application/json";
  answer.headers["request-id"] = requestId;
  answer.headers["stripe-version"] = incoming.headers.get("stripe-version") ?? apiVersion;
  const key = incoming.headers.get("idempotency-key");
  if (key !== null) answer.headers["idempotency-key"] = key;
  return answer;
}

async function answerOrRefuse(api: Api, incoming: Incoming, requestId: string): Promise<Answer> {
  const { method, url, headers } = incoming;
  const account = headers.get("stripe-account") ?? headers.get("stripe-context");
  const faults = faultsFor(api.plan, { method, path: url.pathname, account });
  try {
    const prepared = prepare(api, incoming, requestId, faults);
    return await answerWithFaults(api, incoming, prepared, faults);
  } catch (error) {
    if (error instanceof StripeRefusal) return refuse(error);
    if (error instanceof ResetConnection || incoming.signal.aborted) throw error;
    // A fault of the emulator itself: said aloud, since a cut line would look like one of the planned faults.
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(new StripeRefusal(`Emulator fault: ${reason}`, { status: 500, type: "api_error" }));
  }
}

function refuse(refusal: StripeRefusal): Answer {
  return { status: refusal.status, body: JSON.stringify(refusal.body()), headers: { ...refusal.headers } };
}

/** Everything that Stripe checks before it looks at a key: who calls, for whom, what, and with which words. */
function prepare(api: Api, incoming: Incoming, requestId: string, faults: Fault[]): Prepared {
  const { method, url, headers, body } = incoming;
  checkKey(headers, api.world.state.secretKey);
  const match = findRoute(method, url.pathname);
  if (!match) throw new StripeRefusal(`Unrecognized request URL (${method}: ${url.pathname}).`, { status: 404 });
  const operation = operationOf(match.route.method, match.route.path);
  const query = checkParameters(operation.query, decodeForm(url.search.slice(1)));
  const params = method === "POST" ? { ...query, ...checkParameters(operation.body, decodeForm(body)) } : query;
  const account = accountFor(api.world, headers, match);
  const hidden = faults.find((fault) => fault.kind === "hide_new_rows");
  const limited = hidden ? { ...params, created: hideNew(api.world, params, hidden.seconds ?? 0) } : params;
  return { match, account, params: limited, requestId, key: method === "POST" ? headers.get("idempotency-key") : null };
}

function hideNew(world: World, params: JsonObject, seconds: number): JsonObject {
  const range = typeof params.created === "object" && !Array.isArray(params.created) ? params.created : {};
  return { ...range, lte: world.state.clock.now - seconds };
}

function checkKey(headers: Headers, secretKey: string): void {
  const header = headers.get("authorization") ?? "";
  const encoded = /^Basic (.+)$/i.exec(header)?.[1];
  const given = encoded ? (atob(encoded).split(":")[0] ?? "") : header.replace(/^Bearer /i, "");
  if (given === secretKey) return;
  const message = given === "" ? "You did not provide an API key." : "Invalid API Key provided.";
  throw new StripeRefusal(message, { status: 401 });
}

/** The account that the header names. An account's own objects are never read without one. */
function accountFor(world: World, headers: Headers, match: Match): AccountRecord {
  const id = headers.get("stripe-account") ?? headers.get("stripe-context");
  const { platform, accounts } = world.state;
  if (id === null) {
    if (match.route.scope !== "account") return platform;
    const message = `${match.route.path} reads the balance of an account, and no Stripe-Account header names one.`;
    throw new StripeRefusal(message, { code: "parameter_missing", param: "Stripe-Account" });
  }
  const account = accounts[id] ?? (id === platform.id ? platform : undefined);
  if (account?.isConnected) return account;
  const message = `The provided key does not have access to account '${id}' (or that account does not exist).`;
  throw new StripeRefusal(message, { status: 403, code: "account_invalid" });
}

async function answerWithFaults(api: Api, incoming: Incoming, prepared: Prepared, faults: Fault[]): Promise<Answer> {
  const { key, account, match, params } = prepared;
  const fingerprint = `${match.route.method} ${incoming.url.pathname} ${JSON.stringify(params)}`;
  const claim = key === null ? null : claimKey(api.world, account.id, key, fingerprint);
  try {
    for (const fault of faults) if (fault.kind === "latency") await wait(latencyMs(api.plan, fault));
    await beforeEffect(incoming, faults);
    const answer = execute(api, prepared, claim, faults);
    return await afterEffect(answer, faults, incoming.signal);
  } finally {
    if (claim) releaseKey(api.world, claim);
  }
}

async function beforeEffect(incoming: Incoming, faults: Fault[]): Promise<void> {
  for (const fault of faults) {
    if (fault.kind === "reset_before") throw new ResetConnection();
    if (fault.effect) continue;
    if (fault.kind === "hang") await hang(fault, incoming.signal);
    const refusal = fault.kind === "500_saved" ? undefined : refusalOf(fault);
    if (refusal) throw refusal;
  }
}

/** Runs the operation once, or repeats the answer that is kept under the key. */
function execute(api: Api, prepared: Prepared, claim: Claim | null, faults: Fault[]): Answer {
  if (claim?.replay) return { ...claim.replay, headers: { "idempotent-replayed": "true" } };
  const saved = faults.find((fault) => fault.kind === "500_saved");
  const failure = saved && refusalOf(saved);
  let answer = saved && !saved.effect ? undefined : runOperation(api, prepared, claim);
  if (failure) answer = { ...refuse(failure), keep: true };
  if (!answer) throw new Error("A request has neither an answer nor a fault.");
  const { keep, ...plain } = answer;
  if (claim && keep) claim.entry.answer = { status: plain.status, body: plain.body };
  return plain;
}

function runOperation(api: Api, prepared: Prepared, claim: Claim | null): Answer & { keep: boolean } {
  const { match, account, params, requestId, key } = prepared;
  const { world } = api;
  world.request = { id: requestId, idempotencyKey: claim ? key : null };
  try {
    const result = match.route.run({ world, account, params, id: match.id, owner: match.owner });
    return { status: 200, body: show(api, prepared, result), headers: {}, keep: true };
  } catch (error) {
    if (!(error instanceof StripeRefusal)) throw error;
    return { ...refuse(error), keep: !error.isValidation };
  } finally {
    world.request = null;
  }
}

/** The answer as text, after expansion; in strict mode one that breaks the description is a 500. */
function show(api: Api, { match, account, params }: Prepared, result: JsonObject): string {
  const { method, path } = match.route;
  const paths = textList(params, "expand");
  const find = (id: string) => objectById(api.world, account.id, id);
  const answer = expandAnswer(result, operationOf(method, path).answer, paths, find);
  const fault = api.strict ? faultOfAnswer(method, path, answer, paths.length > 0) : null;
  if (fault !== null) throw new StripeRefusal(`Emulator fault: ${fault}`, { status: 500, type: "api_error" });
  return JSON.stringify(answer);
}
