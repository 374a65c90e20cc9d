import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Section } from "@/components/panel";
import { AutoRefresh } from "@/components/payouts/auto-refresh";
import { CancelPayoutButton } from "@/components/payouts/cancel-payout-button";
import { CreatedToast } from "@/components/payouts/created-toast";
import { DifferenceNote } from "@/components/payouts/difference-note";
import { FailurePanel } from "@/components/payouts/failure-panel";
import { LatePanel } from "@/components/payouts/late-panel";
import { MadeOf } from "@/components/payouts/made-of";
import { PayoutFacts } from "@/components/payouts/payout-facts";
import { PayoutHeader } from "@/components/payouts/payout-header";
import { payoutProof } from "@/components/payouts/payout-proof";
import { PayoutTimeline } from "@/components/payouts/payout-timeline";
import { PayoutTransactions } from "@/components/payouts/payout-transactions";
import { isReturned, notCancelableWords } from "@/components/payouts/payout-words";
import { arrivalDay, type Clock, shortDay } from "@/components/time";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { contextFromSession, currentOrganization } from "@/lib/context-from-session";
import { hasPermission } from "@/lib/core/access";
import { nameOfAccount } from "@/lib/core/account";
import { AppError } from "@/lib/core/errors";
import { formatMoney } from "@/lib/core/money";
import { flattenQuery, type PageQuery } from "@/lib/core/page-query";
import { notCancelableReason, type Payout } from "@/lib/core/payout";
import { getPayout, type PayoutDetail } from "@/lib/payouts/get-payout";
import { cancelPayoutAction, syncPayoutAction } from "../actions";

type Props = { params: Promise<{ org: string; id: string }>; searchParams: Promise<PageQuery> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, id } = await params;
  const { payout } = await findPayout(org, id);
  return { title: `Payout ${formatMoney(payout.amount)}` };
}

/** One payout: how it stands, what it is made of, and everything recorded of it. */
export default async function PayoutPage({ params, searchParams }: Props) {
  const { org, id } = await params;
  const { payout, events, transactions, categories, candidates } = await findPayout(org, id);
  const [ctx, organization] = await Promise.all([contextFromSession(org), currentOrganization(org)]);
  const clock = { zone: organization.timezone, now: ctx.now() };
  const accounts = await listAccounts(ctx);
  const account = accounts.find((one) => one.stripeAccountId === payout.accountId);
  const [payoutsPath, transactionsPath] = [`/${org}/payouts`, `/${org}/transactions`];
  const isMoving = payout.status === "pending" || payout.status === "in_transit";
  return (
    <>
      {isMoving && <AutoRefresh />}
      {flattenQuery(await searchParams).created && <CreatedToast sentence={createdSentence(payout, clock)} />}
      <PayoutHeader
        payout={payout}
        proof={payoutProof(payout)}
        isReturned={isReturned(payout, events)}
        clock={clock}
        actions={<Actions org={org} payout={payout} mayCancel={hasPermission(ctx.actor, "payouts:write")} />}
      />
      <FailurePanel payout={payout} events={events} transactionsPath={transactionsPath} clock={clock} />
      <LatePanel payout={payout} clock={clock} />
      <DifferenceNote
        payout={payout}
        candidates={candidates}
        transactionsPath={transactionsPath}
        clock={clock}
        syncAgain={hasPermission(ctx.actor, "transactions:sync") ? syncPayoutAction.bind(null, org) : null}
      />
      <MadeOf payout={payout} categories={categories} clock={clock} />
      <div className="section two">
        <Section title="Timeline" aside="Recorded events only" line={false}>
          <PayoutTimeline payout={payout} events={events} clock={clock} />
        </Section>
        <Section title="Facts" line={false}>
          <PayoutFacts
            payout={payout}
            accountName={account && accounts.length > 1 ? nameOfAccount(account) : null}
            payoutsPath={payoutsPath}
            transactionsPath={transactionsPath}
          />
        </Section>
      </div>
      <PayoutTransactions payout={payout} rows={transactions.data} transactionsPath={transactionsPath} clock={clock} />
    </>
  );
}

/** The way to cancel, or why there is none. */
function Actions({ org, payout, mayCancel }: { org: string; payout: Payout; mayCancel: boolean }) {
  const reason = notCancelableReason(payout);
  if (reason !== null) {
    const words = notCancelableWords(reason, payout.status);
    return words && <p className="text-ink-3">{words}</p>;
  }
  if (!mayCancel) return <p className="text-ink-3">Only finance, admins and owners can cancel payouts.</p>;
  return <CancelPayoutButton payoutId={payout.id} amount={payout.amount} action={cancelPayoutAction.bind(null, org)} />;
}

function createdSentence(payout: Payout, clock: Clock): string {
  const when =
    payout.method === "instant"
      ? "usually within 30 minutes"
      : shortDay(arrivalDay(payout.arrivalDate), clock, { weekday: true });
  return `Payout of ${formatMoney(payout.amount)} created. It should arrive ${when}.`;
}

/** Once a request, for the page and its title. */
const findPayout = cache(async (org: string, id: string): Promise<PayoutDetail> => {
  const ctx = await contextFromSession(org);
  try {
    return await getPayout(ctx, { id });
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});
