import { type Actor, type Permission, type Role, requirePermission } from "../core/access";
import { AppError } from "../core/errors";
import type { Member } from "./member";

/**
 * The role the actor has now, under the lock of all members: the one the request began with may have been taken away
 * while it waited. The product itself acts with the highest. Throws `forbidden` or `insufficient_scope`.
 */
export function requireStanding(actor: Actor, members: readonly Member[], permission: Permission): Role {
  requirePermission(actor, permission);
  if (actor.kind !== "user") return "owner";
  const own = members.find(({ userId }) => userId === actor.userId);
  if (!own) throw new AppError("forbidden", "You are no longer a member here. Nothing was changed.");
  requirePermission({ ...actor, role: own.role }, permission);
  return own.role;
}
