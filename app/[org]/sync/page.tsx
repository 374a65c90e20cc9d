import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/panel";
import { PanelBoundary } from "@/components/panel-boundary";
import { AutoRefresh } from "@/components/payouts/auto-refresh";
import { AccountsTable } from "@/components/sync/accounts-table";
import { NotConnected, NotSynced } from "@/components/sync/no-sync";
import { SyncActions } from "@/components/sync/sync-actions";
import { LockIcon } from "@/components/ui/icons";
import { TableSkeleton } from "@/components/ui/skeleton";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { contextFromSession, currentOrganization } from "@/lib/context-from-session";
import { hasPermission } from "@/lib/core/access";
import { nameOfAccount } from "@/lib/core/account";
import type { PageQuery } from "@/lib/core/page-query";
import { LedgerRepairs } from "../ledger-repairs";
import { startSyncAction } from "./actions";
import { DaysPanel } from "./days-panel";
import { EventsNote } from "./events-note";
import { latestRunsOf } from "./latest-runs";
import { LedgerPanels } from "./ledger-panels";
import { RunsPanel } from "./runs-panel";

export const metadata: Metadata = { title: "Sync" };

/** The platform ends a call after this many seconds, with what the action left going on. */
export const maxDuration = 300;

const refreshMs = 2_000;
/** Longer than one call may work: a run this old may have lost its process. */
const resumableAfterMs = 300_000;

type Props = { params: Promise<{ org: string }>; searchParams: Promise<PageQuery> };

/** How complete the copy of Stripe's ledger is, and what it comes to. */
export default async function SyncPage({ params, searchParams }: Props) {
  const { org } = await params;
  const [ctx, { timezone }] = await Promise.all([contextFromSession(org), currentOrganization(org)]);
  const clock = { zone: timezone, now: ctx.now() };
  const accounts = await listAccounts(ctx);
  const latestRuns = await latestRunsOf(ctx, accounts);
  const running = [...latestRuns.values()].filter((run) => run.state === "running");
  const startable = accounts.filter((account) => account.state === "active");
  return (
    <>
      <PageHead
        title="Sync"
        end={
          startable.length === 0 ? null : hasPermission(ctx.actor, "transactions:sync") ? (
            <SyncActions
              start={startSyncAction.bind(null, org)}
              accounts={startable.map((account) => ({ id: account.stripeAccountId, name: nameOfAccount(account) }))}
              isRunning={running.length > 0}
              canResume={running.some((run) => clock.now.getTime() - run.startedAt.getTime() > resumableAfterMs)}
            />
          ) : (
            <p className="flex items-center gap-2 text-ink-3">
              <LockIcon />
              Only finance, admins and owners can start a sync.
            </p>
          )
        }
      >
        Copies every Stripe transaction into the ledger, so that figures can be proved.
      </PageHead>
      {running.length > 0 && <AutoRefresh everyMs={refreshMs} />}
      <Suspense fallback={null}>
        <EventsNote org={org} />
      </Suspense>
      {accounts.length === 0 ? (
        <NotConnected />
      ) : latestRuns.size === 0 ? (
        <NotSynced />
      ) : (
        <>
          <PanelBoundary title="The ledger could not be added up.">
            <Suspense fallback={<TableSkeleton rows={accounts.length + 1} columns={[160, 90, 90, 60, 130]} />}>
              <LedgerPanels org={org} accounts={accounts} latestRuns={latestRuns} />
            </Suspense>
          </PanelBoundary>
          <PanelBoundary title="The repairs could not be read.">
            <Suspense fallback={null}>
              <LedgerRepairs org={org} />
            </Suspense>
          </PanelBoundary>
          <Section title="Accounts">
            <AccountsTable accounts={accounts} latestRuns={latestRuns} clock={clock} />
          </Section>
          <PanelBoundary title="The last 30 days could not be read.">
            <Suspense fallback={<TableSkeleton rows={2} columns={[300]} />}>
              <DaysPanel org={org} accounts={accounts} />
            </Suspense>
          </PanelBoundary>
          <PanelBoundary title="The runs could not be read.">
            <Suspense fallback={<TableSkeleton rows={8} columns={[90, 110, 56, 30, 30, 30, 40]} dense />}>
              <RunsPanel org={org} accounts={accounts} address={await searchParams} />
            </Suspense>
          </PanelBoundary>
        </>
      )}
    </>
  );
}
