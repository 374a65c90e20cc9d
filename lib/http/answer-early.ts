import { IncomingMessage, Server, ServerResponse } from "node:http";
import { AppError, notFound } from "../core/errors";
import { closedPolicy, securityHeaders, strictTransport } from "../core/security-headers";
import { toServerTiming } from "../timing";
import { appAddress } from "./app-address";
import { problemResponse } from "./problem";
import { newRequestId } from "./request-id";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** Slashes too many, and steps such as `..`, escaped or not: no address of ours has any. */
const strayParts = /\/\/|\\|\/$|\/(\.|%2e){1,2}(\/|$)/i;
/** How a page is fetched by another page; to a request for the API, Next would answer with an address of its own. */
const headersOfPages = [
  "rsc",
  "next-action",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-router-state-tree",
  "next-url",
];

/**
 * From now on, servers of this process answer what Next would answer without asking us, with no body or a bare 500:
 * methods that no route can have, and addresses of the API that it would first put right. Hosting platforms that run routes
 * without a server of this kind answer these themselves.
 */
export function answerEarly(): void {
  const emit = Server.prototype.emit;
  Server.prototype.emit = function answerOrEmit(this: Server, event: string | symbol, ...args: unknown[]): boolean {
    const [request, response] = args;
    if (event === "request" && request instanceof IncomingMessage && response instanceof ServerResponse) {
      const refusal = earlyRefusal(request);
      if (refusal) return answer(request, response, refusal);
      // Next puts these right by a redirect of its own, past everything else that sets headers.
      if (pathOf(request) !== "/" && strayParts.test(pathOf(request))) limit(request, response);
    }
    const isHeard: boolean = Reflect.apply(emit, this, [event, ...args]);
    return isHeard;
  };
}

function earlyRefusal(request: IncomingMessage): AppError | null {
  if (!methods.includes(request.method ?? "")) {
    return new AppError("method_not_allowed", `No address here takes ${request.method}.`);
  }
  const path = pathOf(request);
  if (!/^\/+api(\/|$)/.test(path)) return null;
  if (strayParts.test(path)) return notFound();
  for (const name of headersOfPages) delete request.headers[name];
  return null;
}

function pathOf({ url = "/" }: IncomingMessage): string {
  return url.split("?")[0] ?? "/";
}

function answer(request: IncomingMessage, response: ServerResponse, refusal: AppError): true {
  const requestId = newRequestId();
  const { status, headers, body } = problemResponse(refusal, { instance: pathOf(request), requestId });
  const more = {
    "request-id": requestId,
    "cache-control": "private, no-store",
    "content-language": "en",
    "server-timing": toServerTiming(),
  };
  limit(request, response);
  const allow = refusal.code === "method_not_allowed" ? { allow: methods.join(", ") } : {};
  response.writeHead(status, { ...Object.fromEntries(headers), ...more, ...allow });
  void new Response(body).text().then((text) => response.end(text));
  return true;
}

function limit(request: IncomingMessage, response: ServerResponse): void {
  const transport = isEncrypted(request) ? { "strict-transport-security": strictTransport } : {};
  const policy = { ...securityHeaders, ...transport, "content-security-policy": closedPolicy };
  for (const [name, value] of Object.entries(policy)) response.setHeader(name, value);
}

/** By the address people use, or by what the proxy in front says of this request. */
function isEncrypted({ headers }: IncomingMessage): boolean {
  return appAddress().startsWith("https:") || headers["x-forwarded-proto"] === "https";
}
