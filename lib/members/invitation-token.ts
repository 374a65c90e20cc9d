import { createHash, randomBytes } from "node:crypto";

const randomBytesCount = 32;

/** A new token for an invitation's link, and what is kept of it. 256 random bits need no slow hash. */
export function newInvitationToken(): { token: string; tokenHash: string } {
  const token = randomBytes(randomBytesCount).toString("base64url");
  return { token, tokenHash: hashInvitationToken(token) };
}

/** What is kept of a token, in hex. */
export function hashInvitationToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
