import { getSessionCookie } from "better-auth/cookies";
import { type NextRequest, NextResponse } from "next/server";
import { cookiePrefix } from "@/lib/auth/cookie-prefix";
import { AppError } from "@/lib/core/errors";
import { problemResponse } from "@/lib/http/problem";
import { newRequestId } from "@/lib/http/request-id";

export const config = {
  // Webhooks stay out, because a request that passes here has its body buffered; so do files that hold nothing of anyone.
  matcher: ["/((?!api/webhooks/stripe$|_next/static/|_next/image/).*)"],
};

const securityHeaders: Record<string, string> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "content-security-policy": "frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'self'",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
};

/**
 * What every request passes: headers that limit what a browser does with the answer, and two shortcuts. It decides
 * nothing about access: a cookie that is only there lets nobody in, pages and verbs ask who it belongs to.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (!isDecodable(pathname)) return withSecurityHeaders(undecodable(pathname));
  if (isPageForMembers(request) && !getSessionCookie(request, { cookiePrefix })) {
    const signIn = request.nextUrl.clone();
    signIn.pathname = "/sign-in";
    signIn.search = `?${new URLSearchParams({ next: `${pathname}${search}` })}`;
    return withSecurityHeaders(NextResponse.redirect(signIn));
  }
  return withSecurityHeaders(NextResponse.next());
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

function undecodable(instance: string): NextResponse {
  const requestId = newRequestId();
  const refusal = new AppError("invalid_request", "The address has an escape that does not decode.");
  const { status, headers, body } = problemResponse(refusal, { instance, requestId });
  headers.set("content-language", "en");
  headers.set("cache-control", "private, no-store");
  headers.set("request-id", requestId);
  return new NextResponse(body, { status, headers });
}

const publicPages = /^\/(api|sign-in|accept-invite|docs|_next)(\/|$)/;
const isFile = /\.[a-z0-9]+$/i;

function isPageForMembers({ method, nextUrl: { pathname } }: NextRequest): boolean {
  return (method === "GET" || method === "HEAD") && !publicPages.test(pathname) && !isFile.test(pathname);
}

function withSecurityHeaders(response: NextResponse): NextResponse {
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
  return response;
}
