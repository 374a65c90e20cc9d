import type { Metadata } from "next";
import { InvitationsTable } from "@/components/members/invitations-table";
import { InviteButton } from "@/components/members/invite-button";
import { LeaveButton } from "@/components/members/leave-button";
import { askSomebody, roleWithArticle, type Viewer } from "@/components/members/member-words";
import { MembersTable } from "@/components/members/members-table";
import { SettingsTabs } from "@/components/members/settings-tabs";
import { TransferButton } from "@/components/members/transfer-button";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/panel";
import { LockIcon } from "@/components/ui/icons";
import { contextFromSession, currentOrganization } from "@/lib/context-from-session";
import { hasPermission, rolesUpTo } from "@/lib/core/access";
import { listInvitations } from "@/lib/members/list-invitations";
import { type ListedMember, listMembers } from "@/lib/members/list-members";
import { requireSessionUser } from "@/lib/session-user";
import {
  changeRoleAction,
  inviteMemberAction,
  leaveOrganizationAction,
  removeMemberAction,
  revokeInvitationAction,
  transferOwnershipAction,
} from "./actions";

export const metadata: Metadata = { title: "Members" };

type Props = { params: Promise<{ org: string }> };

/** Who is in the organization, who is invited, and what the reader can do about either. */
export default async function MembersPage({ params }: Props) {
  const { org } = await params;
  const [ctx, { name, role, timezone }, { id: userId }] = await Promise.all([
    contextFromSession(org),
    currentOrganization(org),
    requireSessionUser(`/${org}/settings/members`),
  ]);
  const [members, invitations] = await Promise.all([listMembers(ctx), listInvitations(ctx)]);
  const viewer: Viewer = { userId, role, mayManage: hasPermission(ctx.actor, "members:manage") };
  const clock = { zone: timezone, now: ctx.now() };
  const invite = (
    <InviteButton
      choices={rolesUpTo(role)}
      whyNot={viewer.mayManage ? null : "Ask an owner or admin"}
      invite={inviteMemberAction.bind(null, org)}
    />
  );
  return (
    <>
      <PageHead title="Settings" end={invite}>
        Who can see and change what.
      </PageHead>
      <SettingsTabs slug={org} current="members" />
      {!viewer.mayManage && (
        <p className="mb-5 flex items-center gap-2 text-ink-2">
          <LockIcon />
          {askSomebody}
        </p>
      )}
      <Section title="Members" aside={members.length} line={false}>
        <MembersTable
          members={members}
          viewer={viewer}
          organizationName={name}
          change={changeRoleAction.bind(null, org)}
          remove={removeMemberAction.bind(null, org)}
          clock={clock}
        />
      </Section>
      <Section title="Invitations" aside={invitations.length || undefined}>
        {invitations.length === 0 ? (
          <p className="text-ink-2">Nobody is invited at the moment.</p>
        ) : (
          <InvitationsTable
            invitations={invitations}
            viewer={viewer}
            revoke={revokeInvitationAction.bind(null, org)}
            clock={clock}
          />
        )}
      </Section>
      <OwnMembership org={org} name={name} viewer={viewer} members={members} />
    </>
  );
}

type OwnMembershipProps = { org: string; name: string; viewer: Viewer; members: readonly ListedMember[] };

function OwnMembership({ org, name, viewer, members }: OwnMembershipProps) {
  const isOwner = viewer.role === "owner";
  const isLastOwner = isOwner && members.filter(({ role }) => role === "owner").length === 1;
  const candidates = members.filter(({ role }) => role !== "owner").map(({ id, name, email }) => ({ id, name, email }));
  return (
    <Section title="Your membership">
      <p className="text-ink-2">
        You are {roleWithArticle(viewer.role)} of {name}.
        {isLastOwner && " As its only owner, transfer ownership before you leave."}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <TransferButton
          organizationName={name}
          candidates={candidates}
          whyNot={isOwner ? null : "Only the owner can"}
          transfer={transferOwnershipAction.bind(null, org)}
        />
        <LeaveButton
          organizationName={name}
          whyNot={isLastOwner ? "Transfer ownership first" : null}
          leave={leaveOrganizationAction.bind(null, org)}
        />
      </div>
    </Section>
  );
}
