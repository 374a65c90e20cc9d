import type { Instrumentation } from "next";
import { getEnv } from "@/lib/env";
import { createLog } from "@/lib/log";

/** Once per server: a set-up that is not complete must stop the start and not the first payout. */
export function register(): void {
  getEnv();
}

/** Errors that Next caught while rendering; what the reader sees is only a digest. */
export const onRequestError: Instrumentation.onRequestError = (error, request, { routePath, routeType }) => {
  createLog().error("Rendering failed.", error, { path: request.path, method: request.method, routePath, routeType });
};
