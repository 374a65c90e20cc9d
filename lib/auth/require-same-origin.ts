import { AppError } from "../core/errors";
import { ownOrigins } from "./own-origins";

/**
 * A browser adds our cookies to requests that other sites make. A write with a cookie is taken only when the browser
 * itself says that our own page asked for it; a missing or null origin counts as foreign. Throws `csrf_failed`.
 */
export function requireSameOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  const isOriginOurs = origin !== null && ownOrigins(headers).includes(origin);
  const isSiteOurs = site === "same-origin" || site === "none";
  const isForeign = (origin !== null && !isOriginOurs) || (site !== null && !isSiteOurs);
  if (isForeign || !(isOriginOurs || isSiteOurs)) {
    throw new AppError("csrf_failed", "A write with a session must come from our own pages. Nothing was changed.");
  }
}
