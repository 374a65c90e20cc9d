import { balanceRows, leadCurrency } from "@/components/balance/balance-rows";
import { ReleaseChart } from "@/components/balance/release-chart";
import { ReleaseFigure } from "@/components/balance/release-figure";
import { ReleaseTable } from "@/components/balance/release-table";
import { releaseWords } from "@/components/balance/release-words";
import { ScheduleFacts, WhyPending } from "@/components/balance/schedule-facts";
import { defaultPlace } from "@/components/overview/default-place";
import { Section } from "@/components/panel";
import { EmptyState } from "@/components/ui/empty-state";
import { nameOfAccount } from "@/lib/core/account";
import { amountIn } from "@/lib/core/balance";
import type { Currency } from "@/lib/core/currency";
import { addDays, localDay } from "@/lib/core/period";
import { readAccounts, readBalance, readClock, readExternalAccounts, readReleases } from "../reads";
import type { BalanceQuery } from "./balance-query";

const daysShown = 14;

/** When the pending part becomes available, and how the accounts that hold it pay out. */
export async function ReleaseBlock({ org, query }: { org: string; query: BalanceQuery }) {
  const accountId = query.accountId ?? undefined;
  const [clock, accounts, releases, read] = await Promise.all([
    readClock(org),
    readAccounts(org),
    readReleases(org, accountId),
    readBalance(org, accountId),
  ]);
  const lead = leadCurrency(accounts);
  const first = read.kind === "read" ? balanceRows(read.balance.totals, lead)[0]?.currency : lead;
  const currency = query.currency ?? first;
  if (currency === undefined) return null;
  const rows = releases.filter((row) => row.currency === currency);
  const inRows = rows.reduce((sum, row) => sum + row.netMinor, 0n);
  const isProved =
    read.kind === "read" && !read.balance.isStale && amountIn(read.balance.totals.pending, currency) === inRows;
  const { next, below } = releaseWords(rows, clock);
  const tomorrow = addDays(localDay(clock.now, clock.zone), 1);
  const start = rows[0] && rows[0].availableOn < tomorrow ? rows[0].availableOn : tomorrow;
  const plot = { rows, currency, first: start, days: daysShown, clock, height: 240 };
  return (
    <Section id="release" title="Release of pending money" aside={`By day in ${clock.zone}`}>
      <div className="split">
        <div className="grid min-w-0 gap-6">
          {rows.length === 0 ? (
            <EmptyState title="Nothing pending">All your money in this currency is available.</EmptyState>
          ) : (
            <>
              <p className="second">
                {next} {below}
              </p>
              <ReleaseChart {...plot}>
                <ReleaseFigure {...plot} />
              </ReleaseChart>
              <ReleaseTable rows={rows} currency={currency} isProved={isProved} clock={clock} />
            </>
          )}
        </div>
        <PayingOut org={org} query={query} currency={currency} />
      </div>
    </Section>
  );
}

/** The schedule of each account that has this currency; disconnected ones pay nothing out. */
async function PayingOut({ org, query, currency }: { org: string; query: BalanceQuery; currency: Currency }) {
  const [clock, accounts, places, read] = await Promise.all([
    readClock(org),
    readAccounts(org),
    readExternalAccounts(org),
    readBalance(org, query.accountId ?? undefined),
  ]);
  const holders = read.kind === "read" ? read.balance.accounts : [];
  const holding = accounts.filter(({ stripeAccountId, state }) => {
    const balance = holders.find((candidate) => candidate.accountId === stripeAccountId);
    return (
      state === "active" &&
      balance &&
      amountIn(balance.available, currency) + amountIn(balance.pending, currency) !== 0n
    );
  });
  return (
    <aside aria-label="Payout schedule" className="grid content-start gap-6">
      {holding.map((account) => (
        <div key={account.id}>
          <h3 className="mb-1">{holding.length > 1 ? nameOfAccount(account) : "Payout schedule"}</h3>
          <ScheduleFacts
            account={account}
            currency={currency}
            place={defaultPlace(places, { accountId: account.stripeAccountId, currency })}
            clock={clock}
          />
        </div>
      ))}
      <WhyPending delayDays={holding.flatMap(({ schedule }) => schedule?.delayDays ?? [])} />
    </aside>
  );
}
