import { members, users } from "@/db/schema";
import type { Role } from "../core/access";
import { AppError } from "../core/errors";

export type Member = {
  /** Of the membership, not of the person: it means nothing in another organization. */
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly joinedAt: Date;
};

export const memberColumns = {
  id: members.id,
  userId: members.userId,
  name: users.name,
  email: users.email,
  role: members.role,
  joinedAt: members.createdAt,
};

/** The one answer for a member who left, was removed, belongs to another organization or never existed. */
export function noSuchMember(): AppError {
  return new AppError("not_found", "There is no such member any more. Reload the page to see who is here.");
}
