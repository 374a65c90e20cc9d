import { after } from "next/server";
import { AppError } from "@/lib/core/errors";
import { getEnv } from "@/lib/env";
import { endpoint, json, methods } from "@/lib/http/endpoint";
import { decodeUtf8, readBytes } from "@/lib/http/read-bytes";
import { getServices } from "@/lib/services";
import { processEvents } from "@/lib/webhooks/process-events";
import { receiveEvent } from "@/lib/webhooks/receive-event";

const bodyBytesMax = 1024 * 1024;
/** More than one delivery brings, so that what an earlier one left behind is taken along. */
const eventsMax = 20;

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  POST: endpoint(async ({ request }) => {
    const { webhookSecrets } = getEnv();
    if (webhookSecrets.length === 0) throw new AppError("not_configured", "STRIPE_WEBHOOK_SECRET is not set.");
    const rawBody = decodeUtf8(await readBytes(request, bodyBytesMax));
    const signature = request.headers.get("stripe-signature");
    const services = getServices();
    const received = await receiveEvent(services, { rawBody, signature }, webhookSecrets).catch(notStored);
    // Stored is enough for Stripe; what it changes here is worked out once the answer is on its way.
    after(() => processEvents(services, { limit: eventsMax }));
    return json({ received: true, duplicate: received.duplicate });
  }),
});

/** Stripe sends again whatever it was not thanked for; a refusal of ours it need not send again. */
function notStored(error: unknown): never {
  if (error instanceof AppError) throw error;
  const message = "The event could not be stored; send it again.";
  throw new AppError("database_unavailable", message, { retryAfterSeconds: 5 }, { cause: error });
}
