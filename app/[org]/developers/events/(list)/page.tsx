import type { Metadata } from "next";
import Link from "next/link";
import { DeveloperTabs } from "@/components/docs/developer-tabs";
import { activeEventFilters, clearedEventsHref } from "@/components/events/active-event-filters";
import { EventFilters, EventTabs } from "@/components/events/event-filters";
import { EventsTable } from "@/components/events/events-table";
import { NoEvents } from "@/components/events/no-events";
import { ActiveFilterChips } from "@/components/filters/active-filter-chips";
import { PageHead } from "@/components/page-head";
import { Pagination } from "@/components/pagination";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { contextFromSession, currentOrganization } from "@/lib/context-from-session";
import { hasPermission } from "@/lib/core/access";
import { nameOfAccount } from "@/lib/core/account";
import { listEventsInput } from "@/lib/core/list-input";
import { droppedNotice, listLeniently } from "@/lib/core/list-query";
import { type PageQuery, queryHref } from "@/lib/core/page-query";
import { countEvents } from "@/lib/webhooks/count-events";
import { handledEventTypes } from "@/lib/webhooks/handlers";
import { listEvents } from "@/lib/webhooks/list-events";
import { replayEventAction } from "../actions";

export const metadata: Metadata = { title: "Webhook events" };

type Props = { params: Promise<{ org: string }>; searchParams: Promise<PageQuery> };

const groups = [...new Set(handledEventTypes.map((type) => type.split(".")[0] ?? type))].toSorted();

/** The inbox of what Stripe has sent, and what became of each event. */
export default async function EventsPage({ params, searchParams }: Props) {
  const { org } = await params;
  const [ctx, { timezone }] = await Promise.all([contextFromSession(org), currentOrganization(org)]);
  const clock = { zone: timezone, now: ctx.now() };
  const accounts = await listAccounts(ctx);
  const { page, query, dropped } = await listLeniently(
    listEventsInput,
    await searchParams,
    { now: clock.now, timezone },
    async (input) => {
      const [events, counts] = await Promise.all([listEvents(ctx, input), countEvents(ctx, input)]);
      return { ...events, counts };
    },
  );
  const path = `/${org}/developers/events`;
  const accountNames = new Map(accounts.map((account) => [account.stripeAccountId, nameOfAccount(account)]));
  const filters = activeEventFilters(path, query, { clock, accountNames });
  const { limit, offset, total } = page.pagination;
  return (
    <>
      <PageHead title="Webhook events">
        <span role="status">{total === 1 ? "1 event" : `${total.toLocaleString("en-US")} events`}</span>
        {page.counts.dead > 0 && query.state !== "dead" && (
          <>
            {" · "}
            <Link className="link" href={queryHref(path, query, { state: "dead" })}>
              {page.counts.dead.toLocaleString("en-US")} given up
            </Link>
          </>
        )}
      </PageHead>
      <DeveloperTabs slug={org} current="events" />
      <EventTabs path={path} query={query} counts={page.counts} />
      <EventFilters path={path} query={query} groups={groups} accounts={accounts} clock={clock} />
      <ActiveFilterChips filters={filters} clearHref={clearedEventsHref(path, query)} notice={droppedNotice(dropped)} />
      {page.data.length === 0 ? (
        <NoEvents isFiltered={filters.length > 0} clearHref={clearedEventsHref(path, query)} />
      ) : (
        <EventsTable
          path={path}
          events={page.data}
          accountNames={accountNames}
          replay={hasPermission(ctx.actor, "webhooks:replay") ? replayEventAction.bind(null, org) : null}
          clock={clock}
        />
      )}
      <Pagination
        limit={limit}
        offset={offset}
        total={total}
        noun="webhook events"
        hrefAt={(at) => queryHref(path, query, { offset: at === 0 ? null : String(at) })}
        hrefWithLimit={(rows) => queryHref(path, query, { limit: String(rows) })}
      />
    </>
  );
}
