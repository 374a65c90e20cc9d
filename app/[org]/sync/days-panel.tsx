import { Section } from "@/components/panel";
import { ProofMark } from "@/components/proof-mark";
import { syncedUpToOf } from "@/components/shell/sync-age";
import { SyncStrip } from "@/components/sync/sync-strip";
import { syncDaysSummary } from "@/components/sync/sync-words";
import { TimeText } from "@/components/time-text";
import type { AccountRow } from "@/lib/accounts/list-accounts";
import { contextFromSession, currentOrganization } from "@/lib/context-from-session";
import { syncDays } from "@/lib/sync/sync-days";

const daysShown = 30;

/** How the syncs of the last days went, and up to when nothing is missing. */
export async function DaysPanel({ org, accounts }: { org: string; accounts: readonly AccountRow[] }) {
  const [ctx, { timezone }] = await Promise.all([contextFromSession(org), currentOrganization(org)]);
  const clock = { zone: timezone, now: ctx.now() };
  const days = await syncDays(ctx, { days: daysShown });
  const active = accounts.filter((account) => account.state === "active");
  const { syncedUpTo } = syncedUpToOf(active, clock.now);
  return (
    <Section title={`Last ${daysShown} days`} aside={syncDaysSummary(days)}>
      <SyncStrip days={days} clock={clock} />
      {active.length > 0 && (
        <p className="mt-3">
          {syncedUpTo ? (
            <ProofMark state="proved">
              No gaps: everything up to <TimeText at={syncedUpTo} clock={clock} /> has been read
            </ProofMark>
          ) : (
            <ProofMark state="open">The first sync of an account is not complete</ProofMark>
          )}
        </p>
      )}
    </Section>
  );
}
