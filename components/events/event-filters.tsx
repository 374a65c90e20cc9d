import { type Account, nameOfAccount } from "@/lib/core/account";
import { type FlatQuery, queryHref } from "@/lib/core/page-query";
import { type WebhookEventState, webhookEventStates } from "@/lib/core/webhook-event";
import { ChoiceFilter } from "../filters/choice-filter";
import { DateFilter } from "../filters/date-filter";
import { SearchFilter } from "../filters/search-filter";
import type { Clock } from "../time";
import { Tabs } from "../ui/tabs";
import { eventStateLabels } from "./event-words";

type Place = { path: string; query: FlatQuery };

/** One tab a state, with how many events each would show under the other filters; states nobody is in are left out. */
export function EventTabs({
  path,
  query,
  counts,
}: Place & { counts: Readonly<Record<WebhookEventState | "all", number>> }) {
  const shown = webhookEventStates.filter((state) => counts[state] > 0 || query.state === state);
  const tab = (state: WebhookEventState | null) => ({
    label: state === null ? "All" : eventStateLabels[state],
    href: queryHref(path, query, { state }),
    count: counts[state ?? "all"],
    current: (query.state ?? null) === state,
  });
  return <Tabs label="State" tabs={[null, ...shown].map(tab)} />;
}

/** Everything events can be filtered by besides their state. `groups` are the words that types begin with. */
export function EventFilters({
  path,
  query,
  groups,
  accounts,
  clock,
}: Place & { groups: readonly string[]; accounts: readonly Account[]; clock: Clock }) {
  const choices = (name: string, values: readonly (readonly [value: string, label: string])[]) => [
    { label: "Any", href: queryHref(path, query, { [name]: null }), isCurrent: query[name] === undefined },
    ...values.map(([value, label]) => ({
      label,
      href: queryHref(path, query, { [name]: value }),
      isCurrent: query[name] === value,
    })),
  ];
  const named = accounts.map((account) => [account.stripeAccountId, nameOfAccount(account)] as const);
  const types = groups.map((group) => [group, `${group}.*`] as const);
  return (
    <div className="chips mt-3.5 mb-2.5">
      <DateFilter path={path} query={query} clock={clock} />
      <ChoiceFilter label="Type" options={choices("type", types)} />
      {accounts.length > 1 && <ChoiceFilter label="Account" options={choices("accountId", named)} />}
      <SearchFilter path={path} query={query} noun="events" placeholder="Event or object ID" />
    </div>
  );
}
