import Link from "next/link";
import { AsOf } from "@/components/balance/as-of";
import { NoBalance } from "@/components/balance/no-balance";
import { alertsOf } from "@/components/overview/alerts";
import { BalancesTable } from "@/components/overview/balances-table";
import { scheduleWords } from "@/components/overview/schedule-words";
import { Section } from "@/components/panel";
import { syncedUpToOf } from "@/components/shell/sync-age";
import { AlertStrip } from "@/components/ui/note";
import { contextFromSession } from "@/lib/context-from-session";
import { listPayoutsInput } from "@/lib/core/list-input";
import { listDifferingPayouts } from "@/lib/payouts/list-differing-payouts";
import { listPayouts } from "@/lib/payouts/list-payouts";
import { refreshBalanceAction } from "./actions";
import { readDeadEvents } from "./dead-events";
import { readProvedRows } from "./proved-rows";
import { readAccounts, readBalance, readClock, readExternalAccounts } from "./reads";

export async function AsOfBlock({ org }: { org: string }) {
  const read = await readBalance(org);
  if (read.kind !== "read") return null;
  const { asOf, isStale } = read.balance;
  return (
    <AsOf asOf={asOf} isStale={isStale} clock={await readClock(org)} refresh={refreshBalanceAction.bind(null, org)} />
  );
}

const failedShownMax = 10;
const lateShownMax = 5;

export async function AlertsBlock({ org }: { org: string }) {
  const ctx = await contextFromSession(org);
  const clock = await readClock(org);
  const from = new Date(clock.now.getTime() - 30 * 86_400_000).toISOString();
  const input = listPayoutsInput.parse({ status: "failed", startDate: from, limit: String(failedShownMax) });
  const late = listPayoutsInput.parse({ late: "true", sort: "created", limit: String(lateShownMax) });
  const [accounts, externalAccounts, failed, overdue, differing, deadEvents, read] = await Promise.all([
    readAccounts(org),
    readExternalAccounts(org),
    listPayouts(ctx, input),
    listPayouts(ctx, late),
    listDifferingPayouts(ctx),
    readDeadEvents(org),
    readBalance(org),
  ]);
  const active = accounts.filter((account) => account.state === "active");
  const alerts = alertsOf({
    base: `/${org}`,
    clock,
    accounts,
    externalAccounts,
    failedPayouts: failed.data,
    latePayouts: overdue.data,
    differingPayouts: differing,
    deadEvents,
    balances: read.kind === "read" ? read.balance.accounts : null,
    sync: syncedUpToOf(active, clock.now),
  });
  return <AlertStrip alerts={alerts} />;
}

export async function BalancesBlock({ org, canPayOut }: { org: string; canPayOut: boolean }) {
  const base = `/${org}`;
  const read = await readProvedRows(org);
  if (read.kind !== "read") return <NoBalance kind={read.kind} />;
  const [accounts, places] = await Promise.all([readAccounts(org), readExternalAccounts(org)]);
  const lines = read.rows.map((row) => ({
    ...row,
    schedule: scheduleWords(row.currency, { accounts, balances: read.balance.accounts, places }),
  }));
  return (
    <Section
      line={false}
      title="Balances"
      aside={lines.length > 1 ? `${lines.length} currencies, never added together` : null}
      end={
        <Link className="link hide-s" href={`${base}/balance`}>
          Balance
        </Link>
      }
    >
      <BalancesTable base={base} lines={lines} canPayOut={canPayOut} />
    </Section>
  );
}
