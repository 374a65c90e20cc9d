import type { Instrumentation } from "next";
import { getEnv } from "@/lib/env";
import { createLog } from "@/lib/log";

/** Once per server, before its first request: a set-up that is not complete or not safe must stop the start. */
export async function register(): Promise<void> {
  getEnv();
  // Next builds this file for a second runtime too, which has no servers and runs nothing of ours.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    (await import("@/lib/http/answer-early")).answerEarly();
    await (await import("@/lib/confirm-database")).confirmDatabase();
  }
}

/**
 * Errors that Next caught while rendering; what the reader sees is only a digest. An invitation's address is its
 * secret, and must not outlive it in a log.
 */
export const onRequestError: Instrumentation.onRequestError = (error, request, { routePath, routeType }) => {
  const path = request.path.replace(/^(\/accept-invite\/)[^/?]+/, "$1…");
  createLog().error("Rendering failed.", error, { path, method: request.method, routePath, routeType });
};
