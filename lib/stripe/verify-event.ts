import Stripe from "stripe";
import { AppError } from "../core/errors";

const toleranceSeconds = 300;

export type SignedEvent = {
  /** The body as it arrived; a byte changed by parsing and printing again would break the signature. */
  rawBody: string;
  signature: string | null;
  secrets: readonly string[];
  now: Date;
};

/**
 * Checks that Stripe signed the body with one of the secrets, at most five minutes ago or ahead, and parses it.
 * Throws `invalid_signature`, or `invalid_request` for a signed body that is not a snapshot event.
 * Source: docs.stripe.com/webhooks/signature; the future is our own check, the library judges age only.
 */
export async function verifyEvent({ rawBody, signature, secrets, now }: SignedEvent): Promise<Stripe.Event> {
  if (signature === null || !hasPastTimestamp(signature, now)) throw invalidSignature();
  for (const secret of secrets) {
    if (await isSignedWith({ rawBody, signature, secret, now })) return parseEvent(rawBody);
  }
  throw invalidSignature();
}

async function isSignedWith({
  rawBody,
  signature,
  secret,
  now,
}: {
  rawBody: string;
  signature: string;
  secret: string;
  now: Date;
}): Promise<boolean> {
  const { signature: verifier } = Stripe.webhooks;
  if (!verifier) throw new Error("The Stripe library brings no signature check.");
  try {
    await verifier.verifyHeaderAsync(rawBody, signature, secret, toleranceSeconds, undefined, now.getTime());
    return true;
  } catch (error) {
    // Another of the secrets may fit; anything but a mismatch is a fault of ours and must be seen.
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
    throw error;
  }
}

/** Exactly one timestamp that is a number of seconds and not from the future; anything else has no age to judge. */
function hasPastTimestamp(signature: string, now: Date): boolean {
  const times = signature
    .split(",")
    .map((part) => part.split("=", 2))
    .filter(([key]) => key?.trim() === "t")
    .map(([, value]) => value?.trim() ?? "");
  const [time] = times;
  if (times.length !== 1 || time === undefined || !/^\d{1,12}$/.test(time)) return false;
  return Number(time) <= now.getTime() / 1000 + toleranceSeconds;
}

function parseEvent(rawBody: string): Stripe.Event {
  const parsed = parseJson(rawBody);
  if (typeof parsed !== "object" || parsed === null || !("object" in parsed) || parsed.object !== "event") {
    throw new AppError("invalid_request", "The body is signed but is not an event of the kind this address takes.");
  }
  // The signature vouches that Stripe made it; its fields are read through the library's types.
  return parsed as Stripe.Event;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError("invalid_request", "The body is signed but is not JSON.", {}, { cause: error });
  }
}

function invalidSignature(): AppError {
  return new AppError("invalid_signature", "The signature does not fit the body, the secret or the time.");
}
