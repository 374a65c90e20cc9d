import { type Account, nameOfAccount } from "@/lib/core/account";
import { describeSchedule } from "@/lib/core/payout-schedule";
import type { SyncRun } from "@/lib/core/sync-run";
import { type DataColumn, DataTable } from "../data-table";
import type { Clock } from "../time";
import { TimeText } from "../time-text";
import { Badge } from "../ui/badge";
import { CellLabel } from "./cell-label";
import { RunBadge } from "./run-badge";
import { behindWords } from "./sync-words";

/** A connected account with how far its ledger has been read. */
export type SyncedAccount = Account & { readonly syncedUpTo: Date | null };

type AccountsTableProps = {
  accounts: readonly SyncedAccount[];
  /** The newest run of each account, by Stripe's id. */
  latestRuns: ReadonlyMap<string, SyncRun>;
  clock: Clock;
};

/** How fresh each account's copy is, and when Stripe pays it out. */
export function AccountsTable({ accounts, latestRuns, clock }: AccountsTableProps) {
  return (
    <DataTable
      caption="Accounts and their last sync"
      stack
      rows={accounts}
      rowKey={(account) => account.id}
      columns={columnsFor(latestRuns, clock)}
    />
  );
}

function columnsFor(latestRuns: ReadonlyMap<string, SyncRun>, clock: Clock): DataColumn<SyncedAccount>[] {
  return [
    {
      id: "account",
      header: "Account",
      isRowHeader: true,
      cell: (account) => (
        <>
          {nameOfAccount(account)} <span className="code">{account.defaultCurrency.toUpperCase()}</span>
        </>
      ),
    },
    {
      id: "run",
      header: "Last run",
      className: "r",
      cell: (account) => {
        const run = latestRuns.get(account.stripeAccountId);
        if (account.state === "disconnected") return <Badge>Disconnected</Badge>;
        return run ? <RunBadge state={run.state} /> : <Badge>Never run</Badge>;
      },
    },
    {
      id: "complete",
      header: "Last complete sync",
      className: "fact",
      cell: ({ syncedUpTo }) => (
        <>
          <CellLabel>Last complete sync</CellLabel>
          {syncedUpTo ? <TimeText at={syncedUpTo} clock={clock} /> : <span className="muted">None yet</span>}
        </>
      ),
    },
    {
      id: "schedule",
      header: "Payout schedule",
      className: "fact second",
      cell: ({ schedule }) => (
        <>
          <CellLabel>Payout schedule</CellLabel>
          {schedule ? describeSchedule(schedule) : "Not known yet"}
        </>
      ),
    },
    {
      id: "behind",
      header: "Behind",
      isNumber: true,
      className: "fact second",
      cell: ({ syncedUpTo }) => (
        <>
          <CellLabel>Behind</CellLabel>
          {syncedUpTo ? behindWords(syncedUpTo, clock.now) : "–"}
        </>
      ),
    },
  ];
}
