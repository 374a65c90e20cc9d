import { type Account, nameOfAccount } from "@/lib/core/account";
import type { AccountBalance } from "@/lib/core/balance";
import { type ExternalAccount, isUsable } from "@/lib/core/external-account";
import { describeFailure, moneyBackSentence } from "@/lib/core/failure";
import { formatMoney } from "@/lib/core/money";
import type { Payout } from "@/lib/core/payout";
import { deadEventsAdvice, deadEventsWords } from "../events/event-words";
import { lateAdvice, lateSentence } from "../payouts/late-words";
import { destinationLabel } from "../payouts/payout-options";
import { payoutProof } from "../payouts/payout-proof";
import { ago, type Clock } from "../time";
import type { AlertItem } from "../ui/note";

export type AlertFacts = {
  /** Address of the organization's screens, such as `/juniper-supply`. */
  readonly base: string;
  readonly clock: Clock;
  readonly accounts: readonly Account[];
  readonly externalAccounts: readonly ExternalAccount[];
  /** Failed in the last 30 days, newest first. */
  readonly failedPayouts: readonly Payout[];
  /** Should have arrived and have not, the oldest first. */
  readonly latePayouts: readonly Payout[];
  /** Their transactions do not come to their amount; newest first. */
  readonly differingPayouts: readonly Payout[];
  /** Webhook events that were given up of late, and where they are listed. */
  readonly deadEvents: { readonly count: number; readonly href: string };
  /** Null when it could not be read; then it warns of nothing. */
  readonly balances: readonly AccountBalance[] | null;
  readonly sync: { readonly syncedUpTo: Date | null; readonly isStale: boolean };
};

/** What needs a person: money that is short or stopped first, then what only waits. */
export function alertsOf(facts: AlertFacts): AlertItem[] {
  return [
    ...pausedAccounts(facts),
    ...negativeBalances(facts),
    ...failedPayouts(facts),
    ...differingPayouts(facts),
    ...latePayouts(facts),
    ...stoppedDestinations(facts),
    ...missingDetails(facts),
    ...staleSync(facts),
    ...deadEvents(facts),
  ];
}

function pausedAccounts({ accounts }: AlertFacts): AlertItem[] {
  return accounts
    .filter((account) => account.state === "active" && !account.payoutsEnabled)
    .map((account) => ({
      id: `paused-${account.id}`,
      kind: "bad",
      title: `Stripe has paused payouts for ${nameOfAccount(account)}.`,
      text:
        account.requirementsDue.length > 0
          ? `It needs ${details(account.requirementsDue.length)} first. The balance stays where it is.`
          : "The balance stays where it is.",
      action: null,
    }));
}

function negativeBalances({ base, accounts, balances }: AlertFacts): AlertItem[] {
  return (balances ?? []).flatMap((balance) => {
    const account = accounts.find((candidate) => candidate.stripeAccountId === balance.accountId);
    const name = account ? nameOfAccount(account) : balance.accountId;
    return balance.available
      .filter((amount) => amount.minor < 0n)
      .map(
        (amount): AlertItem => ({
          id: `negative-${balance.accountId}-${amount.currency}`,
          kind: "bad",
          title: `The available balance of ${name} is ${formatMoney(amount)}.`,
          text: "Nothing is paid out until new payments make up for it.",
          action: { href: `${base}/balance?currency=${amount.currency}`, label: "See balance" },
        }),
      );
  });
}

function failedPayouts({ base, failedPayouts }: AlertFacts): AlertItem[] {
  return failedPayouts.map((payout) => {
    const to = payout.destination ? ` to ${destinationLabel(payout.destination)}` : "";
    const sentences = [describeFailure(payout)?.cause, moneyBackSentence(payout)];
    return {
      id: `failed-${payout.id}`,
      kind: "bad",
      title: `${formatMoney(payout.amount)}${to} failed.`,
      text: sentences.filter((sentence) => typeof sentence === "string").join(" "),
      action: { href: `${base}/payouts/${payout.id}`, label: "See payout" },
    };
  });
}

function differingPayouts({ base, differingPayouts }: AlertFacts): AlertItem[] {
  return differingPayouts.map((payout) => ({
    id: `differs-${payout.id}`,
    kind: "bad",
    title: `The transactions of a payout of ${formatMoney(payout.amount)} do not come to it.`,
    text: `${payoutProof(payout).words}. The next sync reads them from Stripe again.`,
    action: { href: `${base}/payouts/${payout.id}`, label: "See payout" },
  }));
}

function latePayouts({ base, clock, latePayouts }: AlertFacts): AlertItem[] {
  return latePayouts.map((payout) => {
    const to = payout.destination ? ` to ${destinationLabel(payout.destination)}` : "";
    return {
      id: `late-${payout.id}`,
      kind: "waiting",
      title: `${formatMoney(payout.amount)}${to} has not arrived.`,
      text: `${lateSentence(payout, clock)} ${lateAdvice(payout)}`,
      action: { href: `${base}/payouts/${payout.id}`, label: "See payout" },
    };
  });
}

function deadEvents({ deadEvents: { count, href } }: AlertFacts): AlertItem[] {
  if (count === 0) return [];
  const action = { href, label: "See events" };
  return [{ id: "dead-events", kind: "waiting", title: deadEventsWords(count), text: deadEventsAdvice, action }];
}

function stoppedDestinations({ externalAccounts, failedPayouts }: AlertFacts): AlertItem[] {
  // The failed payout above already names the place it was sent to.
  const told = new Set(failedPayouts.map((payout) => payout.destination?.id));
  return externalAccounts
    .filter((external) => !isUsable(external) && !told.has(external.id))
    .map((external) => ({
      id: `stopped-${external.id}`,
      kind: "waiting",
      title: `Payouts to ${destinationLabel(external)} are stopped.`,
      text: "Update its details at Stripe to start them again.",
      action: null,
    }));
}

function missingDetails({ accounts }: AlertFacts): AlertItem[] {
  return accounts
    .filter(
      ({ state, payoutsEnabled, requirementsDue }) =>
        state === "active" && payoutsEnabled && requirementsDue.length > 0,
    )
    .map((account) => ({
      id: `details-${account.id}`,
      kind: "waiting",
      title: `Stripe needs ${details(account.requirementsDue.length)} from ${nameOfAccount(account)}.`,
      text: "Without them it may pause payouts.",
      action: null,
    }));
}

function staleSync({ base, clock, sync }: AlertFacts): AlertItem[] {
  if (!sync.isStale || sync.syncedUpTo === null) return [];
  return [
    {
      id: "stale-sync",
      kind: "waiting",
      title: `The copy of the ledger was last complete ${ago(sync.syncedUpTo, clock)}.`,
      text: "Transactions and payouts may be missing since then. Balances are read from Stripe.",
      action: { href: `${base}/sync`, label: "See sync" },
    },
  ];
}

function details(count: number): string {
  return count === 1 ? "1 detail" : `${count} details`;
}
