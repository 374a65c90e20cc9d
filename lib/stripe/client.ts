import "server-only";
import Stripe from "stripe";
import { counted } from "./count-sendings";

export type StripeOptions = {
  secretKey: string;
  /** Origin of a stand-in for api.stripe.com, such as `http://127.0.0.1:4010`. */
  apiBase?: string;
  /** Answers requests in process, without a port. */
  fetch?: typeof fetch;
};

/** Twenty seconds: long enough for a slow answer, short enough for a person who waits. */
const timeoutMs = 20_000;
/** For connection errors, 409 and 5xx. The library never repeats a 429; {@link withBackoff} does. */
const retriesMax = 2;

/** The one Stripe client; its API version is the one the installed library is made for. */
export function createStripe({ secretKey, apiBase, fetch }: StripeOptions): Stripe {
  return new Stripe(secretKey, {
    timeout: timeoutMs,
    maxNetworkRetries: retriesMax,
    telemetry: false,
    ...(apiBase ? hostOf(new URL(apiBase)) : {}),
    httpClient: counted(fetch ? Stripe.createFetchHttpClient(fetch) : Stripe.createNodeHttpClient()),
  });
}

function hostOf({ protocol, hostname, port }: URL): { host: string; port: number; protocol: "http" | "https" } {
  const isHttps = protocol === "https:";
  return {
    host: hostname,
    port: port ? Number(port) : isHttps ? 443 : 80,
    protocol: isHttps ? "https" : "http",
  };
}
