"use client";

import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "../ui/button";
import { Dialog, DialogActions } from "../ui/dialog";
import { Field, Select } from "../ui/field";
import { type StartedCounts, startedWords } from "./sync-words";

/** Starts a sync of one account, or of all when none is named. Bound to the organization by the page. */
export type StartSync = (input: {
  accountId?: string;
  full?: boolean;
}) => Promise<
  | { readonly ok: true; readonly data: Readonly<Record<string, string | number | boolean | null>> }
  | { readonly ok: false; readonly message: string }
>;

type SyncActionsProps = {
  start: StartSync;
  accounts: readonly { readonly id: string; readonly name: string }[];
  /** A run may have lost its process; starting again then takes it up where it stands. */
  isRunning: boolean;
  canResume: boolean;
};

/** The page's buttons: the quick sync, and the full one behind a question. */
export function SyncActions({ start, accounts, isRunning, canResume }: SyncActionsProps) {
  const [isPending, startTransition] = useTransition();
  const [isAsking, setIsAsking] = useState(false);
  const run = (input: { accountId?: string; full?: boolean }) =>
    startTransition(async () => {
      const result = await start(input);
      if (!result.ok) toast.error(result.message);
      else if (countsOf(result.data).failed > 0) toast.error(startedWords(countsOf(result.data)));
      else toast.success(startedWords(countsOf(result.data)));
    });
  const isBusy = isPending || (isRunning && !canResume);
  return (
    <>
      <Button kind="ghost" aria-disabled={isBusy || undefined} onClick={() => !isBusy && setIsAsking(true)}>
        Full re-sync…
      </Button>
      <Button kind="solid" aria-disabled={isBusy || undefined} onClick={() => !isBusy && run({})}>
        {isBusy ? "Syncing…" : canResume ? "Resume" : "Sync now"}
      </Button>
      <FullSyncDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        accounts={accounts}
        onConfirm={(accountId) => {
          setIsAsking(false);
          run({ full: true, ...(accountId === "" ? {} : { accountId }) });
        }}
      />
    </>
  );
}

function FullSyncDialog({
  isOpen,
  onOpenChange,
  accounts,
  onConfirm,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  accounts: SyncActionsProps["accounts"];
  onConfirm: (accountId: string) => void;
}) {
  const [accountId, setAccountId] = useState("");
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Read everything again from the beginning?"
      description="Every transaction and payout is read from Stripe once more and compared with the ledger. It can take minutes and uses many requests. Nothing is deleted, and the figures stay while it runs."
    >
      {accounts.length > 1 && (
        <Field id="full-sync-account" label="Account">
          <Select id="full-sync-account" value={accountId} onChange={(event) => setAccountId(event.target.value)}>
            <option value="">All accounts</option>
            {accounts.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <DialogActions>
        <Button onClick={() => onOpenChange(false)}>Not now</Button>
        <Button kind="solid" onClick={() => onConfirm(accountId)}>
          Start full re-sync
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function countsOf(data: Readonly<Record<string, string | number | boolean | null>>): StartedCounts {
  const count = (name: string) => Number(data[name] ?? 0);
  return {
    running: count("running"),
    failed: count("failed"),
    inserted: count("inserted"),
    updated: count("updated"),
  };
}
