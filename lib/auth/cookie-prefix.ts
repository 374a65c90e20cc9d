/** The name all our cookies begin with. */
const plainPrefix = "pennyproof";
/** Over https browsers take a cookie of this name only from this very host, for all of it, and encrypted. */
const hostPrefix = "__Host-pennyproof";

/** What the cookies of an installation at this address begin with. */
export function cookiePrefixAt(appUrl: string): string {
  return appUrl.startsWith("https:") ? hostPrefix : plainPrefix;
}

/** The names a session's cookie may have; which one counts is for the address to say. */
export const sessionCookieNames = [plainPrefix, hostPrefix].map((prefix) => `${prefix}.session_token`);
