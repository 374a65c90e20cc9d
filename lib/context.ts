import type { Database } from "@/db/client";
import type { Actor } from "./core/access";
import type { OrganizationId } from "./core/ids";
import type { Log } from "./log";
import type { GatewayFor } from "./stripe/gateway";

/** What the product runs on: connections and a clock, for no organization in particular. */
export type Services = {
  readonly db: Database;
  readonly stripeFor: GatewayFor;
  readonly now: () => Date;
  readonly log: Log;
  /** Whether the Stripe key is a live one; events and accounts of the other mode are refused. */
  readonly livemode: boolean;
};

/** What a verb works with: the services, and for whom and by whom. Only the doors below mint one. */
export type Context = Services & {
  readonly organizationId: OrganizationId;
  readonly actor: Actor;
};

/** A context for the product's own work, once the organization is known. */
export function contextForSystem(
  services: Services,
  organizationId: OrganizationId,
  reason: "webhook" | "cron" | "operator",
): Context {
  return { ...services, organizationId, actor: { kind: "system", reason } };
}
