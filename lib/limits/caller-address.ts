/**
 * The address a request came from, or null when nobody vouches for one. Each proxy in front of the product appends
 * the address it saw to X-Forwarded-For; what stands before theirs was written by the caller and can be anything.
 */
export function callerAddress(headers: Headers, trustedProxies: number): string | null {
  if (trustedProxies < 1) return null;
  const seen = (headers.get("x-forwarded-for") ?? "").split(",").map((address) => address.trim());
  const address = seen.at(-trustedProxies);
  return address === undefined || address === "" ? null : address.slice(0, 64);
}
