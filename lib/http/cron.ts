import { createHash, timingSafeEqual } from "node:crypto";
import type { Services } from "../context";
import { AppError } from "../core/errors";
import { getEnv } from "../env";
import { getServices } from "../services";
import { type Endpoint, endpoint, json } from "./endpoint";
import type { Presentable } from "./json";
import { requireNoQuery } from "./require-no-query";

/**
 * A job as a handler for the scheduler, which sends the secret as a bearer token. Without a configured secret the
 * route is closed: comparing with nothing would let `Bearer undefined` in.
 */
export function cron(job: (services: Services) => Promise<Presentable>): Endpoint {
  return endpoint(async ({ request, url }) => {
    const { cronSecret } = getEnv();
    if (cronSecret === undefined) throw new AppError("not_configured", "CRON_SECRET is not set.");
    const given = /^Bearer (.*)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
    if (!isSame(given, cronSecret)) throw new AppError("unauthenticated", "Only the scheduler may call this address.");
    requireNoQuery(url);
    return json(await job(getServices()));
  });
}

/** Hashes first, so that neither content nor length shows in the time the comparison takes. */
function isSame(given: string, secret: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(secret));
}
