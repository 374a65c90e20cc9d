import { randomBytes } from "node:crypto";

/** A name for one request, to be quoted when asking about it. */
export function newRequestId(): string {
  return `req_${randomBytes(12).toString("hex")}`;
}
