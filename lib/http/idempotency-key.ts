import { createHash, randomUUID } from "node:crypto";
import { AppError } from "../core/errors";

/**
 * The key of a write: the header, bare or quoted as a structured field, 1 to 255 visible ASCII characters, or a new
 * one. Throws `invalid_request` for anything else.
 * Source: draft-ietf-httpapi-idempotency-key-header; Stripe's keys have the same greatest length.
 */
export function readIdempotencyKey(headers: Headers): string {
  const header = headers.get("idempotency-key");
  if (header === null) return randomUUID();
  const key = header.startsWith('"') ? unquote(header) : header;
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new AppError("invalid_request", "The header Idempotency-Key must have 1 to 255 visible ASCII characters.", {
    errors: [{ pointer: "Idempotency-Key", code: "invalid_format", detail: "1 to 255 visible ASCII characters." }],
  });
}

function unquote(text: string): string {
  const inner = /^"((?:[^"\\]|\\["\\])*)"$/.exec(text)?.[1] ?? "";
  return inner.replace(/\\(["\\])/g, "$1");
}

/** SHA-256 of a body whose members are put in order, so that only what was said counts and not how it was spelt. */
export function hashBody(body: unknown): string {
  return createHash("sha256").update(canonical(body)).digest("hex");
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(",")}}`;
}
