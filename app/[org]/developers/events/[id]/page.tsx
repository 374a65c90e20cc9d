import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EventDetails } from "@/components/events/event-details";
import { EventStateBadge } from "@/components/events/event-state-badge";
import { ReplayButton } from "@/components/events/replay-button";
import { PageHead } from "@/components/page-head";
import { TimeText } from "@/components/time-text";
import { LockIcon } from "@/components/ui/icons";
import { listAccounts } from "@/lib/accounts/list-accounts";
import type { Context } from "@/lib/context";
import { contextFromSession, currentOrganization } from "@/lib/context-from-session";
import { hasPermission } from "@/lib/core/access";
import { nameOfAccount } from "@/lib/core/account";
import { AppError } from "@/lib/core/errors";
import type { WebhookEventDetail } from "@/lib/core/webhook-event";
import { getEvent } from "@/lib/webhooks/get-event";
import { replayEventAction } from "../actions";

export const metadata: Metadata = { title: "Webhook event" };

type Props = { params: Promise<{ org: string; id: string }> };

/** One event of Stripe's: what it said, what became of it, and for admins the way to act on it again. */
export default async function EventPage({ params }: Props) {
  const { org, id } = await params;
  const [ctx, { timezone }] = await Promise.all([contextFromSession(org), currentOrganization(org)]);
  const clock = { zone: timezone, now: ctx.now() };
  const [event, accounts] = await Promise.all([findEvent(ctx, id), listAccounts(ctx)]);
  const account = accounts.find((one) => one.stripeAccountId === event.accountId);
  return (
    <>
      <PageHead
        title={<span className="[overflow-wrap:anywhere]">{event.type}</span>}
        end={<Replay org={org} ctx={ctx} event={event} />}
      >
        <EventStateBadge state={event.state} /> <TimeText at={event.receivedAt} clock={clock} />
      </PageHead>
      <EventDetails
        event={event}
        accountName={account && accounts.length > 1 ? nameOfAccount(account) : null}
        payoutsPath={`/${org}/payouts`}
        clock={clock}
      />
    </>
  );
}

/** The button, or why there is none. */
function Replay({ org, ctx, event }: { org: string; ctx: Context; event: WebhookEventDetail }) {
  if (!event.isReplayable) return null;
  if (hasPermission(ctx.actor, "webhooks:replay")) {
    return <ReplayButton id={event.id} replay={replayEventAction.bind(null, org)} />;
  }
  return (
    <p className="flex items-center gap-2 text-ink-3">
      <LockIcon />
      Only admins and owners can replay events.
    </p>
  );
}

async function findEvent(ctx: Context, id: string): Promise<WebhookEventDetail> {
  try {
    return await getEvent(ctx, { id });
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
