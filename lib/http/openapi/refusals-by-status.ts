import { type ErrorCode, errorCodes } from "../../core/errors";
import type { Operation } from "./operation";

const anywhere: readonly ErrorCode[] = ["invalid_request", "unknown_parameter", "internal", "database_unavailable"];
const behindTheDoor: readonly ErrorCode[] = [
  "unauthenticated",
  "insufficient_scope",
  "forbidden",
  "not_found",
  "rate_limited",
];
const ofWrites: readonly ErrorCode[] = ["csrf_failed", "payload_too_large", "unsupported_media_type"];
const ofKeys: readonly ErrorCode[] = ["idempotency_key_in_use", "idempotency_key_reused"];

/** Every code that an operation can answer with: those of its kind, and its own. */
function refusalsOf(operation: Operation): ErrorCode[] {
  return [...new Set([...anywhere, ...ofKind(operation), ...operation.refusals])];
}

/** The same by the status they are answered with, the lowest first. */
export function refusalsByStatus(operation: Operation): [status: number, codes: ErrorCode[]][] {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of refusalsOf(operation)) {
    const { status } = errorCodes[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return [...byStatus].toSorted(([one], [other]) => one - other);
}

function ofKind({ access, method, isIdempotent }: Operation): readonly ErrorCode[] {
  if (access === "public") return [];
  if (access === "cron") return ["unauthenticated", "not_configured"];
  if (access === "stripe") return ["invalid_signature", "payload_too_large", "not_configured"];
  return [...behindTheDoor, ...(method === "POST" ? ofWrites : []), ...(isIdempotent ? ofKeys : [])];
}
