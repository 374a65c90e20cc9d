import Link from "next/link";
import { leadCurrency } from "@/components/balance/balance-rows";
import { ReleaseFigure } from "@/components/balance/release-figure";
import { ReleaseTable } from "@/components/balance/release-table";
import { releaseWords } from "@/components/balance/release-words";
import { CurrencyCode, MoneyText } from "@/components/money-text";
import { Pipeline } from "@/components/overview/pipeline";
import { RecentActivity, RecentPayouts } from "@/components/overview/recent";
import { Section } from "@/components/panel";
import { ProofMark } from "@/components/proof-mark";
import { EmptyState } from "@/components/ui/empty-state";
import { listTransactions } from "@/lib/balance/list-transactions";
import { contextFromSession } from "@/lib/context-from-session";
import { amountIn } from "@/lib/core/balance";
import { listPayoutsInput, listTransactionsInput } from "@/lib/core/list-input";
import { money } from "@/lib/core/money";
import { addDays, localDay } from "@/lib/core/period";
import { listPayouts } from "@/lib/payouts/list-payouts";
import { sumPayouts } from "@/lib/payouts/sum-payouts";
import { readAccounts, readBalance, readClock, readReleases } from "./reads";

const daysShown = 14;

/** Pending money of the leading currency by day; the other currencies are on the balance page. */
export async function ReleaseBlock({ org }: { org: string }) {
  const [clock, accounts, releases, read] = await Promise.all([
    readClock(org),
    readAccounts(org),
    readReleases(org),
    readBalance(org),
  ]);
  const currency = leadCurrency(accounts);
  if (currency === undefined) return null;
  const rows = releases.filter((row) => row.currency === currency);
  const inRows = rows.reduce((sum, row) => sum + row.netMinor, 0n);
  const stated = read.kind === "read" ? amountIn(read.balance.totals.pending, currency) : null;
  const isProved = read.kind === "read" && !read.balance.isStale && stated === inRows;
  const pending = money(stated ?? inRows, currency);
  const { next, below } = releaseWords(rows, clock);
  const first = addDays(localDay(clock.now, clock.zone), 1);
  const days = rows.length === 1 ? "1 release day" : `${rows.length} release days`;
  return (
    <Section
      title="Arriving"
      aside={<CurrencyCode currency={currency} />}
      end={
        <Link className="link" href={`/${org}/balance?currency=${currency}#release`}>
          All days
        </Link>
      }
    >
      <div className="arr">
        <div>
          <p className="arr__fig">
            <MoneyText value={pending} /> <span className="code">pending</span>
          </p>
          {isProved && <ProofMark state="proved">Adds up: {days}</ProofMark>}
          <p className="second mt-2.5">{next}</p>
          {below && <p className="muted mt-1.5">{below}</p>}
        </div>
        <ReleaseFigure
          rows={rows}
          currency={currency}
          first={rows[0] && rows[0].availableOn < first ? rows[0].availableOn : first}
          days={daysShown}
          clock={clock}
          height={168}
        />
      </div>
      <details className="as-table">
        <summary>View as table</summary>
        <ReleaseTable rows={rows} currency={currency} isProved={isProved} clock={clock} />
      </details>
    </Section>
  );
}

export async function PipelineBlock({ org }: { org: string }) {
  const ctx = await contextFromSession(org);
  const { now } = await readClock(org);
  const from = new Date(now.getTime() - 30 * 86_400_000);
  const sums = await sumPayouts(ctx, { from });
  const day = from.toISOString().slice(0, 10);
  return <Pipeline sums={sums} hrefOf={(statuses) => `/${org}/payouts?status=${statuses}&startDate=${day}`} />;
}

export async function PayoutsBlock({ org }: { org: string }) {
  const ctx = await contextFromSession(org);
  const page = await listPayouts(ctx, listPayoutsInput.parse({ limit: "5" }));
  if (page.data.length === 0) {
    return <EmptyState title="No payouts yet">Your first payout appears here when Stripe sends it.</EmptyState>;
  }
  return <RecentPayouts base={`/${org}`} payouts={page.data} clock={await readClock(org)} />;
}

export async function ActivityBlock({ org }: { org: string }) {
  const ctx = await contextFromSession(org);
  const page = await listTransactions(ctx, listTransactionsInput.parse({ limit: "10" }));
  if (page.data.length === 0) {
    return (
      <EmptyState title="No transactions yet">
        The first ones appear here as soon as a copy of the account’s ledger is made.
      </EmptyState>
    );
  }
  return <RecentActivity base={`/${org}`} transactions={page.data} clock={await readClock(org)} />;
}
