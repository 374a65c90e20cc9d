import { notFound, redirect } from "next/navigation";
import { MoneyText } from "@/components/money-text";
import { PageHead } from "@/components/page-head";
import { OutcomeUnknown } from "@/components/payouts/outcome-unknown";
import { destinationLabel } from "@/components/payouts/payout-options";
import type { Clock } from "@/components/time";
import { LinkButton } from "@/components/ui/button";
import { Facts } from "@/components/ui/facts";
import { Note } from "@/components/ui/note";
import { listExternalAccounts } from "@/lib/accounts/list-external-accounts";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/core/errors";
import { toDecimalString } from "@/lib/core/money";
import { getPayoutIntent } from "@/lib/payouts/get-payout-intent";
import type { PayoutIntent } from "@/lib/payouts/payout-intent";

type Props = { ctx: Context; org: string; intentId: string; clock: Clock };

/** What became of a payout that was asked for; once it exists, its own page. */
export async function IntentOutcome({ ctx, org, intentId, clock }: Props) {
  const intent = await findIntent(ctx, intentId);
  const payoutsPath = `/${org}/payouts`;
  if (intent.state === "succeeded" && intent.payoutId) redirect(`${payoutsPath}/${intent.payoutId}?created=1`);
  if (intent.state === "failed") return <NotCreated intent={intent} payoutsPath={payoutsPath} />;
  const destination = await destinationOf(ctx, intent);
  return (
    <>
      <PageHead title="Checking your payout" />
      <div className="create">
        <OutcomeUnknown
          amount={intent.amount}
          sentAt={intent.sentAt}
          createdBy={intent.createdBy}
          clock={clock}
          payoutsPath={payoutsPath}
        />
        <aside className="receipt" aria-label="What happens">
          <h2>What happens</h2>
          <Facts
            className="grid-cols-[112px_minmax(0,1fr)]"
            facts={[
              { label: "Destination", value: destination },
              { label: "If created", value: "It appears in Payouts as Pending, once" },
              { label: "If not created", value: "We tell you, and nothing left your balance" },
            ]}
          />
        </aside>
      </div>
    </>
  );
}

function NotCreated({ intent, payoutsPath }: { intent: PayoutIntent; payoutsPath: string }) {
  const again = new URLSearchParams({
    accountId: intent.accountId,
    currency: intent.amount.currency,
    amount: toDecimalString(intent.amount),
    method: intent.method,
    ...(intent.destination ? { destination: intent.destination } : {}),
    ...(intent.description ? { description: intent.description } : {}),
  });
  return (
    <>
      <PageHead title="Payout not created" />
      <p className="muted">Nothing left your balance</p>
      <p className="figure-lead">
        <MoneyText value={intent.amount} />
      </p>
      <Note kind="bad" role="status" className="my-5 max-w-[520px]">
        <b>There is no such payout at Stripe.</b> {intent.error?.message}
      </Note>
      <div className="flex gap-2">
        <LinkButton href={payoutsPath}>Go to payouts</LinkButton>
        <LinkButton kind="solid" href={`${payoutsPath}/new?${again}`}>
          New payout
        </LinkButton>
      </div>
    </>
  );
}

async function findIntent(ctx: Context, id: string): Promise<PayoutIntent> {
  try {
    return await getPayoutIntent(ctx, { id });
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}

async function destinationOf(ctx: Context, intent: PayoutIntent): Promise<string | null> {
  if (intent.destination === null) return null;
  const all = await listExternalAccounts(ctx, { accountId: intent.accountId });
  const found = all.find((external) => external.id === intent.destination);
  return found ? destinationLabel(found) : null;
}
