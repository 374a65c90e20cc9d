import { type DataColumn, DataTable } from "../data-table";
import { CellLabel } from "../sync/cell-label";
import type { Clock } from "../time";
import { TimeText } from "../time-text";
import { Badge } from "../ui/badge";
import { ConfirmButton } from "./confirm-button";
import type { ActById } from "./member-action";
import { type InvitationRow, isOpen, roleLabel, type Viewer } from "./member-words";

type InvitationsTableProps = {
  invitations: readonly InvitationRow[];
  viewer: Viewer;
  revoke: ActById;
  clock: Clock;
};

/** Invitations that nobody has accepted yet, newest first. */
export function InvitationsTable({ invitations, viewer, revoke, clock }: InvitationsTableProps) {
  return (
    <DataTable
      caption="Invitations"
      className="keys"
      stack
      rows={invitations}
      rowKey={(invitation) => invitation.id}
      columns={columnsFor({ viewer, revoke, clock })}
    />
  );
}

function columnsFor({ viewer, revoke, clock }: Omit<InvitationsTableProps, "invitations">) {
  const columns: DataColumn<InvitationRow>[] = [
    {
      id: "email",
      header: "Email",
      isRowHeader: true,
      cell: (invitation) => (
        <>
          <span className="strong">{invitation.email}</span>
          <span className="more">Invited by {invitation.invitedBy}</span>
        </>
      ),
    },
    {
      id: "role",
      header: "Role",
      className: "r",
      cell: (invitation) => <Badge>{roleLabel(invitation.role)}</Badge>,
    },
    {
      id: "expires",
      header: "Link works until",
      className: "fact second",
      cell: (invitation) => (
        <>
          <CellLabel>Link works until</CellLabel>
          {isOpen(invitation, clock.now) ? <TimeText at={invitation.expiresAt} clock={clock} /> : "Expired"}
        </>
      ),
    },
    {
      id: "act",
      header: <span className="sr-only">Revoke</span>,
      isNumber: true,
      className: "wide",
      cell: ({ id, email }) => (
        <span className="row-acts">
          <ConfirmButton
            label="Revoke…"
            name={`Revoke the invitation of ${email}`}
            whyNot={viewer.mayManage ? null : "Ask an owner or admin"}
            title={`Revoke the invitation of ${email}?`}
            description="Its link stops working at once. You can invite them again."
            keep="Keep invitation"
            act="Revoke invitation"
            pending="Revoking…"
            run={revoke.bind(null, { id })}
            done={`The link of ${email} no longer works.`}
          />
        </span>
      ),
    },
  ];
  return columns;
}
