import type { z } from "zod";
import type { Context } from "../context";
import { type Permission, requirePermission } from "../core/access";
import { AppError, notFound } from "../core/errors";
import { withTimezone } from "../core/list-input";
import { answerOnce } from "./answer-once";
import { type Endpoint, type Exchange, endpoint } from "./endpoint";
import type { StoredAnswer } from "./idempotency";
import { hashBody, readIdempotencyKey } from "./idempotency-key";
import { type Presentable, toJson } from "./json";
import { countRequest, letIn } from "./let-in";
import type { LimitPer, LimitPolicy } from "./limit-policies";
import { parseInput } from "./parse-input";
import { readJsonBody } from "./read-json-body";
import { readQuery } from "./read-query";
import { revalidated } from "./revalidated";
import { unknownParameters } from "./unknown-parameters";

/** What a verb's result looks like from outside. */
export type Presented = { status?: number; body: Presentable; location?: string; nextCursor?: string | null };

/** Facts of the request that a verb may need beside its input. */
export type CallFacts = { readonly idempotencyKey: string };

export type RouteOptions<Input, Result> = {
  present: (result: Result) => Presented;
  /**
   * For writes: the first answer to an `Idempotency-Key` is given again, be it a final refusal. The permission is
   * asked for before that, since a replay does not reach the verb.
   */
  idempotent?: { name: string; permission: Permission };
  /** How often one caller may ask; 300 times a minute unless said otherwise. */
  limit?: LimitPolicy;
  limitPer?: LimitPer<Input>;
  /** The answer may be kept and asked about: with an ETag, and 304 while it has not changed. */
  isRevalidated?: boolean;
};

/**
 * A use case as a REST handler: who asks, what they ask for, the verb, and its result as JSON. The input is the path's
 * parameters with the query (GET) or the JSON body (otherwise); a path that cannot name anything is not found.
 */
export function route<Input, Result>(
  schema: z.ZodType<Input>,
  verb: (ctx: Context, input: Input, facts: CallFacts) => Promise<Result>,
  { present, idempotent, limit = "read", limitPer, isRevalidated = false }: RouteOptions<Input, Result>,
): Endpoint {
  const handler = endpoint(async (exchange) => {
    const { ctx, timezone } = await letIn(exchange);
    await countRequest(exchange, ctx, { limit: limitPer ? "write" : limit });
    const permission = idempotent?.permission ?? limitPer?.permission;
    if (permission) requirePermission(ctx.actor, permission);
    const { given, input } = await readInput(schema, exchange, timezone);
    if (limitPer) await countRequest(exchange, ctx, { limit, about: await limitPer.about(ctx, input) });
    const idempotencyKey = idempotent ? readIdempotencyKey(exchange.request.headers) : "";
    const answer = async () => present(await verb(ctx, input, { idempotencyKey }));
    if (!idempotent) return respond(await answer(), exchange, isRevalidated);
    const place = { instance: exchange.url.pathname, requestId: exchange.requestId };
    const write = {
      route: idempotent.name,
      key: idempotencyKey,
      requestHash: hashBody({ given, path: exchange.params }),
    };
    const { stored, isReplayed } = await answerOnce(ctx, { write, place }, async () => toStored(await answer()));
    return toResponse(stored, {
      "idempotency-key": idempotencyKey,
      ...(isReplayed ? { "idempotency-replayed": "true" } : {}),
    });
  });
  return Object.assign(handler, {
    facts: { input: schema, limit, isIdempotent: idempotent !== undefined, isRevalidated },
  });
}

function respond(presented: Presented, { request, url }: Exchange, isRevalidated: boolean): Response {
  const stored = toStored(presented);
  if (isRevalidated) return revalidated(request, stored.text);
  return toResponse(stored, presented.nextCursor ? { link: linkToNext(url, presented.nextCursor) } : {});
}

/** Source: RFC 8288. A cursor takes the place of an offset. */
function linkToNext(url: URL, cursor: string): string {
  const query = new URLSearchParams(url.search);
  query.delete("offset");
  query.set("cursor", cursor);
  return `<${url.pathname}?${query}>; rel="next"`;
}

function toStored({ status = 200, body, location }: Presented): StoredAnswer {
  return { status, text: JSON.stringify(toJson(body)), location: location ?? null };
}

function toResponse({ status, text, location }: StoredAnswer, headers: Record<string, string>): Response {
  // A kept answer may be a refusal, which is problem details.
  const contentType = `application/${status >= 400 ? "problem+json" : "json"}; charset=utf-8`;
  const response = new Response(text, { status, headers: { "content-type": contentType, ...headers } });
  if (location !== null) response.headers.set("location", location);
  return response;
}

async function readInput<Input>(
  schema: z.ZodType<Input>,
  { request, url, params }: Exchange,
  timezone: string,
): Promise<{ given: Record<string, unknown>; input: Input }> {
  const query = readQuery(url);
  const isRead = request.method === "GET";
  const given = isRead ? query : await readJsonBody(request);
  // A write takes nothing from its address; a name given there would otherwise be passed over in silence.
  const misplaced = isRead ? [] : Object.keys(query);
  const faults = [...misplaced, ...Object.keys(given).filter((name) => Object.hasOwn(params, name))];
  if (faults.length > 0) throw unknownParameters(faults, isRead || misplaced.length > 0 ? "" : "#/");
  try {
    const whole = isRead ? withTimezone(schema, { ...given, ...params }, timezone) : { ...given, ...params };
    return { given, input: parseInput(schema, whole, isRead ? "query" : "body") };
  } catch (error) {
    throw isFaultOfPath(error, params) ? notFound() : error;
  }
}

function isFaultOfPath(error: unknown, params: Exchange["params"]): boolean {
  if (!(error instanceof AppError)) return false;
  const pointers = (error.details.errors ?? []).map((fault) => fault.pointer.replace(/^#\//, ""));
  return Object.keys(params).some((name) => pointers.includes(name));
}
