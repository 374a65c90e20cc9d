import { Section } from "@/components/panel";
import { LiveRun } from "@/components/sync/live-run";
import { LiveStatus } from "@/components/sync/live-status";
import { ProofTable, type RunningRun } from "@/components/sync/proof-table";
import { runProgress, type Stored } from "@/components/sync/run-progress";
import { StoppedNotes } from "@/components/sync/stopped-notes";
import { liveWords } from "@/components/sync/sync-words";
import type { AccountRow } from "@/lib/accounts/list-accounts";
import { contextFromSession, currentOrganization } from "@/lib/context-from-session";
import { nameOfAccount } from "@/lib/core/account";
import type { LedgerProof } from "@/lib/core/ledger-proof";
import type { SyncRun } from "@/lib/core/sync-run";
import { ledgerProof } from "@/lib/sync/ledger-proof";

type Props = { org: string; accounts: readonly AccountRow[]; latestRuns: ReadonlyMap<string, SyncRun> };

/** What runs now, what stopped, and whether the ledger comes to Stripe's balance. */
export async function LedgerPanels({ org, accounts, latestRuns }: Props) {
  const [ctx, { timezone }] = await Promise.all([contextFromSession(org), currentOrganization(org)]);
  const clock = { zone: timezone, now: ctx.now() };
  const proofs = await ledgerProof(ctx);
  const running = new Map<string, RunningRun>();
  for (const account of accounts) {
    const run = latestRuns.get(account.stripeAccountId);
    if (run?.state !== "running") continue;
    const stored = storedOf(proofs.filter((proof) => proof.accountId === account.stripeAccountId));
    const progress = runProgress(run, { stored, syncedUpTo: account.syncedUpTo, now: clock.now });
    running.set(account.stripeAccountId, { run, progress });
  }
  const live = accounts.flatMap((account) => {
    const one = running.get(account.stripeAccountId);
    return one ? [{ account, running: one }] : [];
  });
  return (
    <>
      <LiveStatus
        words={live.map(({ account, running: { progress } }) => liveWords(nameOfAccount(account), progress)).join(" ")}
      />
      {live.map(({ account, running: one }) => (
        <LiveRun key={account.id} account={account} running={one} clock={clock} />
      ))}
      <StoppedNotes accounts={accounts} latestRuns={latestRuns} clock={clock} />
      <Section title="Proof by account" line={live.length > 0}>
        {proofs.length === 0 ? (
          <p className="text-ink-2">Nothing to add up yet: no balance has been read from Stripe.</p>
        ) : (
          <ProofTable
            proofs={proofs}
            accounts={accounts}
            running={running}
            transactionsPath={`/${org}/transactions`}
            clock={clock}
          />
        )}
      </Section>
    </>
  );
}

function storedOf(proofs: readonly LedgerProof[]): Stored {
  const moments = proofs.flatMap(({ oldestAt }) => (oldestAt ? [oldestAt.getTime()] : []));
  return {
    count: proofs.reduce((sum, proof) => sum + proof.count, 0),
    oldestAt: moments.length > 0 ? new Date(Math.min(...moments)) : null,
  };
}
