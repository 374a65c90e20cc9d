import { getEnv } from "../env";

/**
 * The origins our own pages are served from: the configured address, by both names where it is a person's own machine.
 * A demo is also reached by names nobody configured, so there the host that the browser asked counts as well; a page
 * of another site cannot choose it.
 */
export function ownOrigins(headers?: Headers): string[] {
  const { appUrl, isDemo } = getEnv();
  const { protocol, hostname, port } = new URL(appUrl);
  const loopback = ["localhost", "127.0.0.1"];
  const origins = loopback.includes(hostname)
    ? loopback.map((name) => `${protocol}//${name}${port ? `:${port}` : ""}`)
    : [appUrl];
  const host = isDemo ? headers?.get("host") : null;
  return host ? [...origins, `${protocol}//${host}`] : origins;
}
