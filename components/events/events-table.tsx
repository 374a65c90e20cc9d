import Link from "next/link";
import type { WebhookEvent } from "@/lib/core/webhook-event";
import { type DataColumn, DataTable } from "../data-table";
import { CellLabel } from "../sync/cell-label";
import type { Clock } from "../time";
import { TimeText } from "../time-text";
import type { ReplayEvent } from "./event-action";
import { EventStateBadge } from "./event-state-badge";
import { attemptsWords } from "./event-words";
import { ReplayButton } from "./replay-button";

type EventsTableProps = {
  path: string;
  events: readonly WebhookEvent[];
  /** By Stripe's id; with one account the column is left out. */
  accountNames: ReadonlyMap<string, string>;
  /** Null for who may not replay. */
  replay: ReplayEvent | null;
  clock: Clock;
};

/** Events, those received last first; one that failed says why in a line of its own. */
export function EventsTable({ events, clock, ...how }: EventsTableProps) {
  return (
    <DataTable
      caption="Webhook events"
      className="events"
      stack
      rows={events}
      rowKey={(event) => event.id}
      columns={columnsFor({ ...how, clock })}
      note={(event) => reasonNote(event, clock)}
    />
  );
}

function columnsFor({
  path,
  accountNames,
  replay,
  clock,
}: Omit<EventsTableProps, "events">): DataColumn<WebhookEvent>[] {
  const account: DataColumn<WebhookEvent> = {
    id: "account",
    header: "Account",
    className: "fact second",
    cell: ({ accountId }) => (
      <>
        <CellLabel>Account</CellLabel>
        {accountId === null ? "–" : (accountNames.get(accountId) ?? accountId)}
      </>
    ),
  };
  return [
    {
      id: "type",
      header: "Event",
      isRowHeader: true,
      className: "lead",
      cell: ({ id, type }) => (
        <Link className="under [overflow-wrap:anywhere]" href={`${path}/${id}`}>
          {type}
        </Link>
      ),
    },
    { id: "state", header: "State", className: "r", cell: ({ state }) => <EventStateBadge state={state} /> },
    {
      id: "object",
      header: "Object",
      className: "mono muted wide break-all",
      cell: ({ object }) => object.id ?? "–",
    },
    ...(accountNames.size > 1 ? [account] : []),
    {
      id: "received",
      header: "Received",
      className: "fact second",
      cell: ({ receivedAt }) => (
        <>
          <CellLabel>Received</CellLabel>
          <TimeText at={receivedAt} clock={clock} />
        </>
      ),
    },
    {
      id: "attempts",
      header: "Attempts",
      isNumber: true,
      className: "fact second",
      cell: (event) => (
        <>
          <CellLabel>Attempts</CellLabel>
          {attemptsWords(event)}
        </>
      ),
    },
    ...(replay ? [replayColumn(replay)] : []),
  ];
}

function replayColumn(replay: ReplayEvent): DataColumn<WebhookEvent> {
  return {
    id: "act",
    header: <span className="sr-only">Replay</span>,
    isNumber: true,
    className: "wide",
    cell: ({ id, type, state }) =>
      state === "failed" || state === "dead" ? (
        <ReplayButton id={id} name={`${type} ${id}`} kind="ghost" replay={replay} />
      ) : null,
  };
}

/** Why an event is not done, and when it is tried next. What nothing depends on needs no explanation in a list. */
function reasonNote({ state, lastError, nextAttemptAt }: WebhookEvent, clock: Clock) {
  if (lastError === null || (state !== "failed" && state !== "dead" && state !== "parked")) return null;
  return (
    <span className="more">
      <span className={state === "dead" ? "neg" : undefined}>{lastError}</span>
      {state === "failed" && nextAttemptAt && (
        <>
          {" "}
          Next attempt <TimeText at={nextAttemptAt} clock={clock} />.
        </>
      )}
    </span>
  );
}
