import { apiVersion } from "./objects/event";
import type { Endpoint } from "./state";
import { newId, now, type World } from "./world";

export type EndpointDraft = {
  url: string;
  secret?: string;
  /** Connect endpoints hear of connected accounts, the others of the platform. */
  connect: boolean;
  enabledEvents?: string[];
  apiVersion?: string;
  description?: string | null;
  metadata?: Record<string, string>;
};

export function addEndpoint(world: World, draft: EndpointDraft): Endpoint {
  const { id: platform } = world.state.platform;
  const endpoint: Endpoint = {
    id: newId(world, platform, "we"),
    url: draft.url,
    secret: draft.secret ?? newId(world, platform, "whsec"),
    connect: draft.connect,
    enabledEvents: draft.enabledEvents ?? ["*"],
    apiVersion: draft.apiVersion ?? apiVersion,
    description: draft.description ?? null,
    metadata: draft.metadata ?? {},
    created: now(world),
  };
  world.state.endpoints.push(endpoint);
  return endpoint;
}
