import type { z } from "zod";
import { AppError } from "../core/errors";
import { createLog, type Log } from "../log";
import { getServices } from "../services";
import { type Timings, toServerTiming, withTimings } from "../timing";
import { type Presentable, toJson } from "./json";
import type { LimitPolicy } from "./limit-policies";
import { problemResponse } from "./problem";
import { newRequestId } from "./request-id";
import { toAppError } from "./to-app-error";

export type PathParams = Readonly<Record<string, string | string[] | undefined>>;
/** Next gives no parameters at all to a path that has none in it. */
export type RouteContext = { params: Promise<PathParams | undefined> };

/** What a handler was made of, for the document of the API to be held against it. */
export type RouteFacts = {
  readonly input: z.ZodType;
  readonly limit: LimitPolicy;
  readonly isIdempotent: boolean;
  readonly isRevalidated: boolean;
};
export type Endpoint = {
  (request: Request, context: RouteContext): Promise<Response>;
  readonly facts?: RouteFacts;
};

/** One request on its way: what came in, under which name it is logged, and what every answer to it says. */
export type Exchange = {
  readonly request: Request;
  readonly url: URL;
  readonly params: PathParams;
  readonly requestId: string;
  readonly headers: Headers;
};

/**
 * Wraps an answer in what every answer of the API has: a request id, no caching, no sniffing, what it took, and problem
 * details instead of anything thrown. The cause of a 5xx goes to the log under the same id, never to the caller.
 */
export function endpoint(answer: (exchange: Exchange) => Promise<Response>): Endpoint {
  return async (request, context) => {
    const url = new URL(request.url);
    const requestId = newRequestId();
    const headers = new Headers();
    const timings: Timings = { auth: 0, db: 0, stripe: 0 };
    try {
      // Next gives no parameters at all to a route without dynamic segments, whatever its types say.
      const params = (await context.params) ?? {};
      const response = await withTimings(timings, () => answer({ request, url, params, requestId, headers }));
      return withStandardHeaders(response, { requestId, headers, timings });
    } catch (error) {
      logFailure(error, { requestId, method: request.method, path: url.pathname });
      const response = problemResponse(error, { instance: url.pathname, requestId });
      return withStandardHeaders(response, { requestId, headers, timings });
    }
  };
}

/** A JSON answer. Throws for amounts that JSON cannot hold exactly. */
export function json(body: Presentable, init: { status?: number; headers?: Record<string, string> } = {}): Response {
  return new Response(JSON.stringify(toJson(body)), {
    status: init.status ?? 200,
    headers: { "content-type": "application/json; charset=utf-8", ...init.headers },
  });
}

const httpMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;
export type HttpMethod = (typeof httpMethods)[number];
type AllMethods = Record<HttpMethod, Endpoint>;

/**
 * The exports of a route file: the methods it has, HEAD wherever there is GET, and for all others a refusal that lists
 * them.
 */
export function methods(own: Partial<AllMethods>): AllMethods {
  const offered = own.GET ? { GET: own.GET, HEAD: withoutBody(own.GET), ...own } : own;
  const allow = Object.keys(offered).join(", ");
  const refused = endpoint(async () => {
    throw new AppError("method_not_allowed", `This address takes ${allow}.`);
  });
  const refusedWithAllow: Endpoint = async (request, context) => {
    const response = await refused(request, context);
    response.headers.set("allow", allow);
    return response;
  };
  return {
    GET: offered.GET ?? refusedWithAllow,
    POST: offered.POST ?? refusedWithAllow,
    PUT: offered.PUT ?? refusedWithAllow,
    PATCH: offered.PATCH ?? refusedWithAllow,
    DELETE: offered.DELETE ?? refusedWithAllow,
    HEAD: offered.HEAD ?? refusedWithAllow,
    OPTIONS: offered.OPTIONS ?? refusedWithAllow,
  };
}

/** HEAD is GET with all but the body of its answer. Source: RFC 9110, section 9.3.2. */
function withoutBody(get: Endpoint): Endpoint {
  return async ({ url, headers, signal }, context) => {
    const answered = await get(new Request(url, { headers, signal }), context);
    return new Response(null, { status: answered.status, headers: answered.headers });
  };
}

/** Every method of an address that does not exist. */
export function everyMethod(answer: Endpoint): AllMethods {
  return { GET: answer, POST: answer, PUT: answer, PATCH: answer, DELETE: answer, HEAD: answer, OPTIONS: answer };
}

type Standard = Pick<Exchange, "requestId" | "headers"> & { timings: Timings };

function withStandardHeaders(response: Response, { requestId, headers: given, timings }: Standard): Response {
  const { headers } = response;
  for (const [name, value] of given) headers.set(name, value);
  headers.set("request-id", requestId);
  headers.set("server-timing", toServerTiming(timings));
  headers.set("x-content-type-options", "nosniff");
  headers.set("content-language", "en");
  if (!headers.has("cache-control")) headers.set("cache-control", "private, no-store");
  return response;
}

function logFailure(error: unknown, fields: { requestId: string; method: string; path: string }): void {
  const { code, status } = toAppError(error);
  if (status < 500) return;
  findLog().error("A request failed.", error, { ...fields, code });
}

function findLog(): Log {
  try {
    return getServices().log;
  } catch {
    // The services themselves are what failed; the line must still come out.
    return createLog();
  }
}
