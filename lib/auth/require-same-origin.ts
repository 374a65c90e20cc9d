import { AppError } from "../core/errors";
import { getEnv } from "../env";

/**
 * A browser adds our cookies to requests that other sites make. A write with a cookie is taken only when the browser
 * itself says that our own page asked for it; a missing or null origin counts as foreign. Throws `csrf_failed`.
 */
export function requireSameOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  const isOriginOurs = origin !== null && originsOf(headers).includes(origin);
  const isSiteOurs = site === "same-origin" || site === "none";
  const isForeign = (origin !== null && !isOriginOurs) || (site !== null && !isSiteOurs);
  if (isForeign || !(isOriginOurs || isSiteOurs)) {
    throw new AppError("csrf_failed", "A write with a session must come from our own pages. Nothing was changed.");
  }
}

/** The configured address, and the one the browser asked, which a page of another site cannot choose. */
function originsOf(headers: Headers): string[] {
  const { appUrl } = getEnv();
  const host = headers.get("host");
  return host === null ? [appUrl] : [appUrl, `${new URL(appUrl).protocol}//${host}`];
}
