import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { Endpoint } from "../state";

/** The secret is shown once, in the answer that creates the endpoint. */
export function webhookEndpoint(endpoint: Endpoint, options: { withSecret: boolean }): JsonObject {
  return fill("webhook_endpoint", {
    id: endpoint.id,
    api_version: endpoint.apiVersion,
    created: endpoint.created,
    description: endpoint.description,
    enabled_events: [...endpoint.enabledEvents],
    metadata: { ...endpoint.metadata },
    ...(options.withSecret ? { secret: endpoint.secret } : {}),
    status: "enabled",
    url: endpoint.url,
  });
}
