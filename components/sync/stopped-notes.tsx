import { nameOfAccount } from "@/lib/core/account";
import type { SyncRun } from "@/lib/core/sync-run";
import type { Clock } from "../time";
import { TimeText } from "../time-text";
import { Note } from "../ui/note";
import type { SyncedAccount } from "./accounts-table";

type StoppedNotesProps = {
  accounts: readonly SyncedAccount[];
  latestRuns: ReadonlyMap<string, SyncRun>;
  clock: Clock;
};

/** Accounts whose newest run stopped before its end, each with the reason. */
export function StoppedNotes({ accounts, latestRuns, clock }: StoppedNotesProps) {
  return accounts.flatMap((account) => {
    const run = latestRuns.get(account.stripeAccountId);
    if (run?.state !== "failed") return [];
    return [
      <Note key={account.id} kind="bad" className="mb-4">
        <b>
          The sync of {nameOfAccount(account)} stopped, <TimeText at={run.finishedAt ?? run.startedAt} clock={clock} />.
        </b>{" "}
        {run.errorMessage}
        {run.stripeRequestId && (
          <>
            {" "}
            Request <span className="mono">{run.stripeRequestId}</span>.
          </>
        )}
      </Note>,
    ];
  });
}
