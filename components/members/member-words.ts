import { type Role, rolesUpTo } from "@/lib/core/access";

/** A member as the list shows them. */
export type MemberRow = {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly joinedAt: Date;
  readonly activeAt: Date | null;
};

/** An invitation as the list shows it. */
export type InvitationRow = {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly invitedBy: string;
  readonly expiresAt: Date;
};

/** Who looks at the lists, and whether they may change anything in them. */
export type Viewer = { readonly userId: string; readonly role: Role; readonly mayManage: boolean };

const labels: Record<Role, string> = { owner: "Owner", admin: "Admin", finance: "Finance", viewer: "Viewer" };
const meanings: Record<Role, string> = {
  owner: "Also changes the payout schedule and hands over ownership.",
  admin: "Also manages members and API keys, and replays webhooks.",
  finance: "Also syncs, exports, creates and cancels payouts.",
  viewer: "Sees balances, payouts and reports. Changes nothing.",
};

const invitedAs: Record<Role, string> = {
  owner: "As an owner you can change everything, and hand over ownership.",
  admin: "As an admin you can move money, and manage members and API keys.",
  finance: "In finance you see everything, and can sync, create and cancel payouts.",
  viewer: "As a viewer you see balances, payouts and reports, and change nothing.",
};

export const askSomebody = "You can see members but not change them. Ask an owner or admin.";

/** A role's name where it stands for itself. */
export function roleLabel(role: Role): string {
  return labels[role];
}

/** What a role may do, in one line. */
export function roleMeaning(role: Role): string {
  return meanings[role];
}

/** What joining in a role means, said to the person who is invited. */
export function invitationMeaning(role: Role): string {
  return invitedAs[role];
}

/** Why this person cannot change that member's role or remove them; null when they can. */
export function whyNot(member: Pick<MemberRow, "userId" | "role">, viewer: Viewer): string | null {
  if (!viewer.mayManage) return "Ask an owner or admin";
  if (member.userId === viewer.userId) return "You cannot change yourself here";
  return rolesUpTo(viewer.role).includes(member.role) ? null : "Only an owner can change an owner";
}

/** Whether an invitation's link still works. */
export function isOpen({ expiresAt }: Pick<InvitationRow, "expiresAt">, now: Date): boolean {
  return expiresAt > now;
}

/** `You are an admin of …`: a role with its article, inside a sentence. */
export function roleWithArticle(role: Role): string {
  if (role === "finance") return "in finance";
  return role === "viewer" ? "a viewer" : `an ${role}`;
}
