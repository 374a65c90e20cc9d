import { type NextRequest, NextResponse } from "next/server";
import { sessionCookieNames } from "@/lib/auth/cookie-prefix";
import { AppError } from "@/lib/core/errors";
import { closedPolicy, pagePolicy, securityHeaders, strictTransport } from "@/lib/core/security-headers";
import { getEnv } from "@/lib/env";
import { problemResponse } from "@/lib/http/problem";
import { newRequestId } from "@/lib/http/request-id";
import { toServerTiming } from "@/lib/timing";

export const config = {
  // Webhooks stay out, because a request that passes here has its body buffered; so do files that hold nothing of anyone.
  matcher: ["/((?!api/webhooks/stripe$|_next/static/|_next/image/).*)"],
};

/**
 * What every request passes: headers that limit what a browser does with the answer, and two shortcuts. It decides
 * nothing about access: a cookie that is only there lets nobody in, pages and verbs ask who it belongs to.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (!isDecodable(pathname)) return answer(undecodable(request));
  if (isPageForMembers(request) && !hasSessionCookie(request)) {
    const signIn = request.nextUrl.clone();
    signIn.pathname = "/sign-in";
    signIn.search = `?${new URLSearchParams({ next: `${pathname}${search}` })}`;
    return answer(NextResponse.redirect(signIn));
  }
  return isRest.test(pathname) ? answer(NextResponse.next()) : page(request);
}

/** Next itself would answer a path such as `/%ff` with a bare 500. */
function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    // Answered as a fault of the request.
    return false;
  }
}

/** Next's own headers are looked up by an address that decodes, so encryption is judged here as they judge it. */
function undecodable({ nextUrl: { pathname: instance }, headers: asked }: NextRequest): NextResponse {
  const requestId = newRequestId();
  const refusal = new AppError("invalid_request", "The address has an escape that does not decode.");
  const { status, headers, body } = problemResponse(refusal, { instance, requestId });
  headers.set("content-language", "en");
  headers.set("cache-control", "private, no-store");
  headers.set("request-id", requestId);
  headers.set("server-timing", toServerTiming());
  if (asked.get("x-forwarded-proto") === "https") headers.set("strict-transport-security", strictTransport);
  return new NextResponse(body, { status, headers });
}

const isRest = /^\/api(\/|$)/;
const publicPages = /^\/(api|sign-in|accept-invite|docs|_next)(\/|$)/;
const isFile = /\.[a-z0-9]+$/i;

function isPageForMembers({ method, nextUrl: { pathname } }: NextRequest): boolean {
  return (method === "GET" || method === "HEAD") && !publicPages.test(pathname) && !isFile.test(pathname);
}

function hasSessionCookie({ cookies }: NextRequest): boolean {
  return sessionCookieNames.some((name) => cookies.has(name));
}

/** A page's scripts carry the nonce: Next reads it from the policy in the request's headers, our own from `x-nonce`. */
function page(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID();
  const policy = pagePolicy({ nonce, isHttps: isHttps(), isDevelopment: getEnv().isDevelopment });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  return answer(NextResponse.next({ request: { headers } }), policy);
}

function answer(response: NextResponse, policy = closedPolicy): NextResponse {
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
  response.headers.set("content-security-policy", policy);
  if (isHttps()) response.headers.set("strict-transport-security", strictTransport);
  return response;
}

function isHttps(): boolean {
  return getEnv().appUrl.startsWith("https:");
}
