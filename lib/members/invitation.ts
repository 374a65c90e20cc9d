import { invitations, users } from "@/db/schema";
import type { Role } from "../core/access";
import { AppError } from "../core/errors";

/** Days a link works when nobody uses it. */
export const invitationDays = 7;

export type Invitation = {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly invitedBy: string;
  readonly createdAt: Date;
  /** From this moment on the link no longer works. */
  readonly expiresAt: Date;
};

export const invitationColumns = {
  id: invitations.id,
  email: invitations.email,
  role: invitations.role,
  invitedBy: users.name,
  createdAt: invitations.createdAt,
  expiresAt: invitations.expiresAt,
};

/** `pending` may have expired; `expired` is one that a newer invitation took the place of. */
export type InvitationStatus = "pending" | "accepted" | "revoked" | "expired";

/** The one answer for a link that is wrong, expired, used or revoked: it tells nobody which. */
export function unusableInvitation(): AppError {
  return new AppError("not_found", "This invitation link doesn’t work. Ask whoever sent it for a new one.");
}
