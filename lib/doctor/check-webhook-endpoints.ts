import { type Finding, missing, ok, warning } from "../core/finding";
import { StripeCallError } from "../stripe/errors";
import { type Platform, stripeApiVersion, type WebhookEndpoint } from "../stripe/platform";
import { handledEventTypes } from "../webhooks/handlers";

export type WebhookSetUp = { readonly appUrl: string; readonly secretCount: number };

const subject = "Webhooks";
/** One hears of the platform, the other of its connected accounts. */
const endpointsWanted = 2;

/**
 * Whether Stripe sends what is acted on to this installation, in the version it reads, with a secret for each endpoint.
 * Which of the endpoints hears of connected accounts cannot be asked; that there are two can.
 */
export async function checkWebhookEndpoints(
  platform: Platform,
  { appUrl, secretCount }: WebhookSetUp,
): Promise<Finding[]> {
  const address = `${appUrl}/api/webhooks/stripe`;
  try {
    const all = await platform.listWebhookEndpoints();
    const ours = all.filter((endpoint) => endpoint.url === address && endpoint.isEnabled);
    if (ours.length === 0) return [missing(subject, `Stripe sends no events to ${address}.`, registration(address))];
    return [countOf(ours, address), secretsOf(ours, secretCount), eventsOf(ours), versionOf(ours)];
  } catch (error) {
    if (!(error instanceof StripeCallError)) throw error;
    return [
      missing(subject, error.message, "Give the key the right to read webhook endpoints, or look at the dashboard."),
    ];
  }
}

function registration(address: string): string {
  return `At https://dashboard.stripe.com/webhooks add ${address} twice: for your account, and for connected accounts.`;
}

function countOf(ours: readonly WebhookEndpoint[], address: string): Finding {
  if (ours.length >= endpointsWanted) return ok(subject, `Stripe sends events to ${address}.`);
  return warning(
    subject,
    `Only one endpoint sends to ${address}; events of connected accounts need one of their own.`,
    registration(address),
  );
}

function secretsOf(ours: readonly WebhookEndpoint[], count: number): Finding {
  if (count >= ours.length) return ok("Webhook secrets", `${count} for ${ours.length} endpoints.`);
  return missing(
    "Webhook secrets",
    `${count} for ${ours.length} endpoints: events of the others are refused.`,
    "Put the signing secret of every endpoint into STRIPE_WEBHOOK_SECRET, separated by commas.",
  );
}

function eventsOf(ours: readonly WebhookEndpoint[]): Finding {
  const sent = new Set(ours.flatMap((endpoint) => endpoint.enabledEvents));
  const lacking = sent.has("*") ? [] : handledEventTypes.filter((type) => !sent.has(type));
  if (lacking.length === 0) return ok("Webhook events", "Everything that is acted on is sent.");
  return missing("Webhook events", `Not sent: ${lacking.join(", ")}.`, "Add these events to the endpoints.");
}

function versionOf(ours: readonly WebhookEndpoint[]): Finding {
  const others = ours.filter((endpoint) => endpoint.apiVersion !== stripeApiVersion);
  if (others.length === 0) return ok("Webhook version", `Events come in ${stripeApiVersion}.`);
  const versions = [...new Set(others.map((endpoint) => endpoint.apiVersion ?? "the account's default"))].join(", ");
  return warning(
    "Webhook version",
    `Events come in ${versions}, and are read in ${stripeApiVersion}.`,
    `Make the endpoints anew with the API version ${stripeApiVersion}.`,
  );
}
