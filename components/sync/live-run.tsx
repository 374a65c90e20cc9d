import { type Account, nameOfAccount } from "@/lib/core/account";
import type { Clock } from "../time";
import { TimeText } from "../time-text";
import { Progress } from "../ui/progress";
import type { RunningRun } from "./proof-table";
import { stageWords } from "./sync-words";

const count = (value: number) => value.toLocaleString("en-US");

/** A run under way: how far it is, what it does, and how far back it has read. */
export function LiveRun({
  account,
  running: { run, progress },
  clock,
}: {
  account: Account;
  running: RunningRun;
  clock: Clock;
}) {
  const headingId = `live-${run.id}`;
  const soFar = progress.seen === 1 ? "transaction so far" : "transactions so far";
  const of = progress.total === null ? soFar : `of about ${count(progress.total)} transactions`;
  return (
    <section className="live" aria-labelledby={headingId}>
      <div className="live__row">
        <h2 id={headingId}>Syncing {nameOfAccount(account)}</h2>
        <span className="second">{progress.left ?? stageWords(run.stage)}</span>
      </div>
      <Progress value={progress.value} label={`${count(progress.seen)} ${of}`} />
      <div className="live__row">
        <p>
          <b className="strong">{count(progress.seen)}</b>{" "}
          <span className="second">
            {of}, {count(run.pages)} {run.pages === 1 ? "page" : "pages"}
          </span>
        </p>
        <p className="second">
          {progress.left !== null && stageWords(run.stage)}
          {progress.left !== null && run.reachedAt && " · "}
          {run.reachedAt && (
            <>
              Reached <TimeText at={run.reachedAt} clock={clock} as="date" />
            </>
          )}
        </p>
      </div>
    </section>
  );
}
