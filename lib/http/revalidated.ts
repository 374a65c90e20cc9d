import { createHash } from "node:crypto";

/**
 * A JSON answer that may be kept but must be asked about each time: its weak ETag, and 304 without a body to whoever
 * has it already. Source: RFC 9110, sections 8.8.3 and 13.1.2.
 */
export function revalidated(request: Request, text: string): Response {
  const etag = `W/"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
  const headers = { etag, "cache-control": "private, max-age=0, must-revalidate" };
  if (isKnown(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { "content-type": "application/json; charset=utf-8", ...headers } });
}

/** The comparison of GET is the weak one, so that `W/` on either side does not matter. */
function isKnown(header: string | null, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, "");
  const known = (header ?? "").split(",").map(opaque);
  return known.includes("*") || known.includes(opaque(etag));
}
