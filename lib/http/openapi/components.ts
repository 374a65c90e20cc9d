import type { JsonObject } from "./json-schema";

const textHeader = (description: string, example?: string): JsonObject => ({
  description,
  schema: { type: "string" },
  ...(example === undefined ? {} : { example }),
});

export const headers: Readonly<Record<string, JsonObject>> = {
  RequestId: textHeader("Name of this request, to be quoted when asking about it.", "req_5f0c2a9e1b3d4c6f7a8b9c0d"),
  ServerTiming: textHeader(
    "Milliseconds spent on the door, the database and Stripe.",
    "auth;dur=2.1, db;dur=3.4, stripe;dur=0",
  ),
  RateLimit: textHeader("What is left of the policy, and seconds until it is full again.", '"read";r=271;t=38'),
  RateLimitPolicy: textHeader("Requests per window of seconds.", '"read";q=300;w=60'),
  RetryAfter: textHeader("Seconds after which trying again makes sense.", "5"),
  Link: textHeader('The next page, `rel="next"` (RFC 8288).'),
  Location: textHeader("Address of the thing, or of the place to ask about it."),
  ETag: textHeader("For `If-None-Match`; an answer that has not changed is 304 without a body.", 'W/"3q2-7w"'),
  IdempotencyKey: textHeader("The key of this write: yours, or one made here."),
  IdempotencyReplayed: textHeader("`true` when this is the first answer again."),
};

export const parameters: Readonly<Record<string, JsonObject>> = {
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description:
      "1 to 255 visible ASCII characters. The same key and body get the first answer again for seven days; nothing is done twice.",
    schema: { type: "string", minLength: 1, maxLength: 255 },
  },
  Organization: {
    name: "X-Organization",
    in: "header",
    required: false,
    description: "Slug of the organization, for a session of somebody who is in several. A key speaks for its own.",
    schema: { type: "string" },
  },
};

export const securitySchemes: Readonly<Record<string, JsonObject>> = {
  apiKey: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "pnp_live_… or pnp_test_…",
    description: "A key of one organization, with the scopes it was given.",
  },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "pennyproof.session_token",
    description: "The session of a browser. Writes are taken only from our own pages.",
  },
  cronSecret: { type: "http", scheme: "bearer", description: "`CRON_SECRET` of the installation." },
  stripeSignature: { type: "apiKey", in: "header", name: "Stripe-Signature", description: "Made by Stripe." },
};
