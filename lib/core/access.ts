import { AppError } from "./errors";

/** Highest first. There is no other role. */
export const roles = ["owner", "admin", "finance", "viewer"] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  "balance:read",
  "transactions:read",
  "transactions:sync",
  "payouts:read",
  "payouts:write",
  "reports:read",
  "members:read",
  "keys:manage",
  "members:manage",
  "organization:manage",
  "webhooks:read",
  "webhooks:replay",
  "schedule:manage",
  "ownership:transfer",
] as const;
export type Permission = (typeof permissions)[number];

/** What an API key may be given; a key can manage neither keys nor members. */
export const scopes = [
  "balance:read",
  "transactions:read",
  "transactions:sync",
  "payouts:read",
  "payouts:write",
  "reports:read",
] as const satisfies readonly Permission[];
export type Scope = (typeof scopes)[number];

const reads: readonly Permission[] = [
  "balance:read",
  "transactions:read",
  "payouts:read",
  "reports:read",
  "members:read",
  "webhooks:read",
];
const finance: readonly Permission[] = [...reads, "transactions:sync", "payouts:write"];
const admin: readonly Permission[] = [
  ...finance,
  "keys:manage",
  "members:manage",
  "organization:manage",
  "webhooks:replay",
];

const granted: Record<Role, readonly Permission[]> = {
  viewer: reads,
  finance,
  admin,
  owner: [...admin, "schedule:manage", "ownership:transfer"],
};

/** Who acts: a signed-in person, an API key of the organization, or the product itself (webhooks, cron). */
export type Actor =
  | { readonly kind: "user"; readonly userId: string; readonly name: string; readonly role: Role }
  | { readonly kind: "apiKey"; readonly keyId: string; readonly name: string; readonly scopes: readonly Scope[] }
  | { readonly kind: "system"; readonly reason: "webhook" | "cron" | "operator" };

/** True for one of the four role names. */
export function isRole(value: string): value is Role {
  return (roles as readonly string[]).includes(value);
}

/** The roles that somebody of this role may give to others: their own and every lower one, highest first. */
export function rolesUpTo(role: Role): readonly Role[] {
  return roles.slice(roles.indexOf(role));
}

/** Whether the actor may do it. The system may do everything; a key only what its scopes name. */
export function hasPermission(actor: Actor, permission: Permission): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind === "user") return granted[actor.role].includes(permission);
  return (actor.scopes as readonly Permission[]).includes(permission);
}

const refusals: Record<Permission, string> = {
  "balance:read": "You cannot see balances.",
  "transactions:read": "You cannot see transactions.",
  "transactions:sync": "Only finance, admins and owners can start a sync.",
  "payouts:read": "You cannot see payouts.",
  "payouts:write": "Only finance, admins and owners can create or cancel payouts.",
  "reports:read": "You cannot see reports.",
  "members:read": "You cannot see members.",
  "keys:manage": "Only admins and owners can manage API keys.",
  "members:manage": "Only admins and owners can manage members.",
  "organization:manage": "Only admins and owners can change the organization.",
  "webhooks:read": "You cannot see webhook events.",
  "webhooks:replay": "Only admins and owners can replay webhook events.",
  "schedule:manage": "Only owners can change the payout schedule.",
  "ownership:transfer": "Only owners can transfer ownership.",
};

/** Throws `forbidden` for a person and `insufficient_scope` for a key that may not do it. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (hasPermission(actor, permission)) return;
  if (actor.kind === "apiKey") {
    throw new AppError("insufficient_scope", `This API key needs the scope ${permission}. Nothing was changed.`);
  }
  throw new AppError("forbidden", `${refusals[permission]} Nothing was changed.`);
}
