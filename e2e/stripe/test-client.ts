import Stripe from "stripe";
import { createStripeEmulator, type StripeEmulator, type StripeEmulatorOptions } from "./emulator";

/** The official SDK on an emulator in this process; one attempt per call unless told otherwise. */
export function createTestClient(emulator: StripeEmulator, maxNetworkRetries = 0): Stripe {
  const httpClient = Stripe.createFetchHttpClient((input: string | URL | Request, init?: RequestInit) =>
    emulator.fetch(new Request(input, init)),
  );
  return new Stripe(emulator.world.secretKey, { httpClient, telemetry: false, maxNetworkRetries });
}

/** A tiny world with its client and the header options of its three accounts. */
export function createTinyWorld(options: StripeEmulatorOptions = {}) {
  const emulator = createStripeEmulator({ preset: "tiny", ...options });
  const ids = emulator.world.organizations.flatMap(({ accounts }) => accounts.map(({ id }) => id));
  const [manual = "", daily = "", other = ""] = ids;
  return {
    emulator,
    stripe: createTestClient(emulator),
    manual: { stripeAccount: manual },
    daily: { stripeAccount: daily },
    other: { stripeAccount: other },
  };
}

/** Calls the emulator as plain HTTP would, with the key and, where given, an account. */
export async function call(
  emulator: StripeEmulator,
  method: "GET" | "POST" | "DELETE",
  path: string,
  { account, body, headers }: { account?: string; body?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> {
  const request = new Request(`https://api.stripe.com${path}`, {
    method,
    body,
    headers: {
      authorization: `Bearer ${emulator.world.secretKey}`,
      "content-type": "application/x-www-form-urlencoded",
      ...(account === undefined ? {} : { "stripe-account": account }),
      ...headers,
    },
  });
  const response = await emulator.fetch(request);
  return { status: response.status, body: await response.json(), headers: response.headers };
}

/** The code of the refusal that a promise ends in, or its HTTP status where Stripe gives no code. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error.code ?? String(error.statusCode ?? error.type);
    throw error;
  }
  return "none";
}
