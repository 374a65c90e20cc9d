import { errorCodes } from "../core/errors";
import { appAddress } from "./app-address";
import { toJson } from "./json";
import { toAppError } from "./to-app-error";

export type ProblemPlace = { readonly instance: string; readonly requestId: string };

/** An error as RFC 9457 problem details: the standard members, and what the refusal adds. */
export function problemResponse(error: unknown, { instance, requestId }: ProblemPlace): Response {
  const refusal = toAppError(error);
  const { code, details } = refusal;
  const { status, title } = errorCodes[code];
  const body = {
    // First, so that nothing a refusal adds can take the place of a standard member.
    ...details.extra,
    type: `${appAddress()}/docs/errors#${code}`,
    title,
    status,
    detail: refusal.message,
    instance,
    code,
    requestId,
    ...(details.errors ? { errors: details.errors } : {}),
    ...(details.stripe ? { stripe: details.stripe } : {}),
  };
  const headers = new Headers({ "content-type": "application/problem+json; charset=utf-8" });
  if (code === "unauthenticated") headers.set("www-authenticate", "Bearer");
  if (details.retryAfterSeconds !== undefined) headers.set("retry-after", String(details.retryAfterSeconds));
  return new Response(JSON.stringify(toJson(body)), { status, headers });
}
