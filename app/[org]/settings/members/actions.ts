"use server";

import { idInput } from "@/lib/core/id-input";
import { changeRoleInput, inviteMemberInput, noInput } from "@/lib/core/member-input";
import { action } from "@/lib/http/action";
import { changeRole } from "@/lib/members/change-role";
import { inviteMember } from "@/lib/members/invite-member";
import { leaveOrganization } from "@/lib/members/leave-organization";
import { removeMember } from "@/lib/members/remove-member";
import { revokeInvitation } from "@/lib/members/revoke-invitation";
import { transferOwnership } from "@/lib/members/transfer-ownership";

const revalidate = ["/settings/members"];

/** Makes an invitation; its link is in this answer and nowhere else. */
export const inviteMemberAction = action(inviteMemberInput, inviteMember, {
  present: ({ invitation, token }) => ({ email: invitation.email, path: `/accept-invite/${token}` }),
  revalidate,
});

/** Makes a link useless. */
export const revokeInvitationAction = action(idInput, revokeInvitation, { revalidate });

/** Gives a member another role. */
export const changeRoleAction = action(changeRoleInput, changeRole, { revalidate });

/** Takes a member's access away. */
export const removeMemberAction = action(idInput, removeMember, { revalidate });

/** Makes a member the owner in one's own place. */
export const transferOwnershipAction = action(idInput, transferOwnership, { revalidate });

/** Ends one's own membership; the page is no longer theirs to see, so it is not read again. */
export const leaveOrganizationAction = action(noInput, leaveOrganization);
