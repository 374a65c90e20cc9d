import { AgoText } from "../ago-text";
import { type DataColumn, DataTable } from "../data-table";
import { CellLabel } from "../sync/cell-label";
import type { Clock } from "../time";
import { TimeText } from "../time-text";
import { Badge } from "../ui/badge";
import type { RevokeKey } from "./key-action";
import { isInUse, type KeyRow, type KeyState, keyState, maskedKey } from "./key-words";
import { RevokeKeyButton } from "./revoke-key-button";

type KeysTableProps = { keys: readonly KeyRow[]; revoke: RevokeKey; clock: Clock };

/** The organization's API keys, newest first; those that no longer work stay for the record. */
export function KeysTable({ keys, revoke, clock }: KeysTableProps) {
  return (
    <DataTable
      caption="API keys"
      className="keys"
      stack
      rows={keys}
      rowKey={(key) => key.id}
      columns={columnsFor(revoke, clock)}
    />
  );
}

const badges: Record<KeyState, { kind: "good" | "waiting" | "bad" | "plain"; label: string }> = {
  active: { kind: "good", label: "Active" },
  expiring: { kind: "waiting", label: "Expires soon" },
  expired: { kind: "plain", label: "Expired" },
  revoked: { kind: "plain", label: "Revoked" },
};

function columnsFor(revoke: RevokeKey, clock: Clock): DataColumn<KeyRow>[] {
  return [
    {
      id: "name",
      header: "Name",
      isRowHeader: true,
      cell: (key) => (
        <>
          <span className="strong">{key.name}</span>
          <span className="more mono">{maskedKey(key)}</span>
        </>
      ),
    },
    {
      id: "state",
      header: "State",
      className: "r",
      cell: (key) => {
        const { kind, label } = badges[keyState(key, clock.now)];
        return <Badge kind={kind}>{label}</Badge>;
      },
    },
    {
      id: "scopes",
      header: "Scopes",
      className: "wide",
      cell: (key) => <span className="key-scopes mono">{key.scopes.join(" ")}</span>,
    },
    ...timesFor(clock),
    {
      id: "act",
      header: <span className="sr-only">Revoke</span>,
      isNumber: true,
      className: "wide",
      cell: (key) => (
        <RevokeKeyButton
          id={key.id}
          name={key.name}
          isInUse={isInUse(key, clock.now)}
          isRevoked={key.revokedAt !== null}
          revoke={revoke}
        />
      ),
    },
  ];
}

/** When it was used, when it ends and since when it has been there. */
function timesFor(clock: Clock): DataColumn<KeyRow>[] {
  return [
    {
      id: "used",
      header: "Last used",
      className: "fact second",
      cell: ({ lastUsedAt }) => (
        <>
          <CellLabel>Last used</CellLabel>
          {lastUsedAt ? <AgoText at={lastUsedAt} clock={clock} /> : "Never"}
        </>
      ),
    },
    {
      id: "expires",
      header: "Expires",
      className: "fact second",
      cell: ({ expiresAt }) => (
        <>
          <CellLabel>Expires</CellLabel>
          {expiresAt ? <TimeText at={expiresAt} clock={clock} as="date" /> : "Never"}
        </>
      ),
    },
    {
      id: "created",
      header: "Created",
      className: "fact",
      cell: (key) => (
        <>
          <CellLabel>Created</CellLabel>
          <span>
            <TimeText at={key.createdAt} clock={clock} as="date" />
            {key.createdBy && <span className="muted"> by {key.createdBy}</span>}
          </span>
        </>
      ),
    },
  ];
}
