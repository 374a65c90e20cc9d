import { rowsSeen, type SyncRun } from "@/lib/core/sync-run";
import { type DataColumn, DataTable } from "../data-table";
import type { Clock } from "../time";
import { TimeText } from "../time-text";
import { RunBadge } from "./run-badge";
import { tookWords, triggerWords } from "./sync-words";

type RunsTableProps = {
  runs: readonly SyncRun[];
  /** By Stripe's id; with one account the column is left out. */
  accountNames: ReadonlyMap<string, string>;
  clock: Clock;
};

/** Sync runs, newest first; one that stopped says why in a line of its own. */
export function RunsTable({ runs, accountNames, clock }: RunsTableProps) {
  return (
    <DataTable
      caption="Sync runs"
      className="runs"
      isDense
      rows={runs}
      rowKey={(run) => run.id}
      columns={columnsFor({ accountNames, clock })}
      note={faultNote}
    />
  );
}

const count = (value: number) => value.toLocaleString("en-US");

function columnsFor({ accountNames, clock }: Omit<RunsTableProps, "runs">): DataColumn<SyncRun>[] {
  const account: DataColumn<SyncRun> = {
    id: "account",
    header: "Account",
    cell: (run) => accountNames.get(run.accountId) ?? run.accountId,
  };
  return [
    {
      id: "started",
      header: "Started",
      isRowHeader: true,
      cell: (run) => <TimeText at={run.startedAt} clock={clock} />,
    },
    ...(accountNames.size > 1 ? [account] : []),
    {
      id: "trigger",
      header: "Trigger",
      className: "second",
      cell: (run) => {
        const { kind, detail } = triggerWords(run);
        return (
          <>
            {kind} <span className="muted">{detail}</span>
          </>
        );
      },
    },
    { id: "result", header: "Result", cell: (run) => <RunBadge state={run.state} /> },
    { id: "took", header: "Took", isNumber: true, className: "second", cell: (run) => tookWords(run, clock.now) },
    { id: "pages", header: "Pages", isNumber: true, className: "second", cell: (run) => count(run.pages) },
    { id: "new", header: "New", isNumber: true, cell: (run) => count(run.inserted) },
    { id: "changed", header: "Changed", isNumber: true, cell: (run) => count(run.updated) },
    { id: "same", header: "Same", isNumber: true, cell: (run) => count(run.unchanged) },
    { id: "read", header: "Read", isNumber: true, className: "lead", cell: (run) => count(rowsSeen(run)) },
    { id: "requests", header: "Requests", isNumber: true, className: "second", cell: (run) => count(run.requests) },
  ];
}

function faultNote({ errorMessage, errorCode, stripeRequestId }: SyncRun) {
  if (errorMessage === null) return null;
  return (
    <span className="more">
      {errorMessage} <span className="mono muted">{[errorCode, stripeRequestId].filter(Boolean).join(" ")}</span>
    </span>
  );
}
