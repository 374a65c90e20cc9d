import { rolesUpTo } from "@/lib/core/access";
import { AgoText } from "../ago-text";
import { type DataColumn, DataTable } from "../data-table";
import { CellLabel } from "../sync/cell-label";
import type { Clock } from "../time";
import { TimeText } from "../time-text";
import { Badge } from "../ui/badge";
import { ChangeRoleButton } from "./change-role-button";
import { ConfirmButton } from "./confirm-button";
import type { ActById, ChangeRoleAct } from "./member-action";
import { type MemberRow, roleLabel, type Viewer, whyNot } from "./member-words";

type MembersTableProps = {
  members: readonly MemberRow[];
  viewer: Viewer;
  organizationName: string;
  change: ChangeRoleAct;
  remove: ActById;
  clock: Clock;
};

/** Everybody in the organization. What this person may not do stays in sight, with whom to ask. */
export function MembersTable(props: MembersTableProps) {
  return (
    <DataTable
      caption="Members"
      className="keys"
      stack
      rows={props.members}
      rowKey={(member) => member.id}
      columns={[...facts(props), acts(props)]}
    />
  );
}

function facts({ viewer, clock }: MembersTableProps): DataColumn<MemberRow>[] {
  return [
    {
      id: "name",
      header: "Name",
      isRowHeader: true,
      cell: (member) => (
        <>
          <span className="strong">{member.name}</span>
          {member.userId === viewer.userId && <span className="muted"> you</span>}
          <span className="more">{member.email}</span>
        </>
      ),
    },
    {
      id: "role",
      header: "Role",
      className: "r",
      cell: (member) => <Badge>{roleLabel(member.role)}</Badge>,
    },
    {
      id: "joined",
      header: "Joined",
      className: "fact second",
      cell: (member) => (
        <>
          <CellLabel>Joined</CellLabel>
          <TimeText at={member.joinedAt} clock={clock} as="date" />
        </>
      ),
    },
    {
      id: "active",
      header: "Last active",
      className: "fact second",
      cell: ({ activeAt }) => (
        <>
          <CellLabel>Last active</CellLabel>
          {activeAt ? <AgoText at={activeAt} clock={clock} /> : "Not known"}
        </>
      ),
    },
  ];
}

function acts({ viewer, organizationName, change, remove }: MembersTableProps): DataColumn<MemberRow> {
  const choices = rolesUpTo(viewer.role);
  return {
    id: "act",
    header: <span className="sr-only">Change</span>,
    isNumber: true,
    className: "wide",
    cell: (member) => {
      const reason = whyNot(member, viewer);
      return (
        <span className="row-acts">
          <ChangeRoleButton member={member} choices={choices} whyNot={reason} change={change} />
          <ConfirmButton
            label="Remove…"
            name={`Remove ${member.name}`}
            whyNot={reason}
            title={`Remove ${member.name}?`}
            description={`${member.email} loses access to ${organizationName} at once, in every browser. Nothing they made is deleted, and API keys they made keep working.`}
            keep="Keep member"
            act="Remove member"
            pending="Removing…"
            run={remove.bind(null, { id: member.id })}
            done={`${member.name} no longer has access.`}
          />
        </span>
      );
    },
  };
}
