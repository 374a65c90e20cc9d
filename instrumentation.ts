import type { Instrumentation } from "next";
import { getEnv } from "@/lib/env";
import { createLog } from "@/lib/log";

/** Once per server: a set-up that is not complete must stop the start and not the first payout. */
export function register(): void {
  getEnv();
}

/**
 * Errors that Next caught while rendering; what the reader sees is only a digest. An invitation's address is its
 * secret, and must not outlive it in a log.
 */
export const onRequestError: Instrumentation.onRequestError = (error, request, { routePath, routeType }) => {
  const path = request.path.replace(/^(\/accept-invite\/)[^/?]+/, "$1…");
  createLog().error("Rendering failed.", error, { path, method: request.method, routePath, routeType });
};
