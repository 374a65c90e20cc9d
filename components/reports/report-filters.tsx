import type { ReactNode } from "react";
import { type Account, nameOfAccount } from "@/lib/core/account";
import { type FlatQuery, queryHref } from "@/lib/core/page-query";
import type { Comparison, Grouping } from "@/lib/core/report";
import { DateFilter } from "../filters/date-filter";
import { FilterMenu } from "../filters/filter-menu";
import type { Clock } from "../time";
import { Segmented } from "../ui/segmented";
import { MenuLinks } from "./menu-links";

type ReportFiltersProps = {
  path: string;
  query: FlatQuery;
  clock: Clock;
  accounts: readonly Account[];
  /** The days the report covers, in words. */
  dates: string;
  /** Left out where the report divides its time itself. */
  groupBy?: Grouping;
  compare?: Comparison;
  currency: string;
  currencies: readonly string[];
};

const groupingLabels: Record<Grouping, string> = { day: "Day", week: "Week", month: "Month" };
const comparisonLabels: Record<Comparison, string> = {
  none: "Nothing",
  previous: "Period before",
  year: "Same period last year",
};

/** What a report is asked: which days, in which steps, against what, in which currency, of which account. */
export function ReportFilters(props: ReportFiltersProps) {
  const { path, query, clock, accounts, dates, groupBy, compare, currency, currencies } = props;
  const to = (name: string, value: string | null) => queryHref(path, query, { [name]: value });
  const accountName = accounts.find(({ stripeAccountId }) => stripeAccountId === query.accountId);
  return (
    <div className="chips mb-6">
      <DateFilter path={path} query={query} clock={clock} always={dates} />
      {groupBy && (
        <Segmented
          label="Group by"
          segments={Object.entries(groupingLabels).map(([value, label]) => ({
            href: to("groupBy", value),
            label,
            current: value === groupBy,
          }))}
        />
      )}
      {compare && (
        <Choice name="Compare" value={comparisonLabels[compare]}>
          <MenuLinks
            label="Compare with"
            links={Object.entries(comparisonLabels).map(([value, label]) => ({
              href: to("compare", value),
              label,
              isCurrent: value === compare,
            }))}
          />
        </Choice>
      )}
      {currencies.length > 1 ? (
        <Choice name="Currency" value={currency.toUpperCase()}>
          <MenuLinks
            label="Currency"
            links={currencies.map((code) => ({
              href: to("currency", code),
              label: code.toUpperCase(),
              isCurrent: code === currency,
            }))}
          />
        </Choice>
      ) : null}
      {accounts.length > 1 && (
        <Choice name="Account" value={accountName ? nameOfAccount(accountName) : "All"}>
          <MenuLinks
            label="Account"
            links={[
              { href: to("accountId", null), label: "All", isCurrent: query.accountId === undefined },
              ...accounts.map((account) => ({
                href: to("accountId", account.stripeAccountId),
                label: nameOfAccount(account),
                isCurrent: account.stripeAccountId === query.accountId,
              })),
            ]}
          />
        </Choice>
      )}
      <span className="report__zone">{query.timezone ?? clock.zone}</span>
    </div>
  );
}

function Choice({ name, value, children }: { name: string; value: string; children: ReactNode }) {
  return (
    <FilterMenu
      key={`${name} ${value}`}
      isOn={false}
      label={
        <>
          <span className="k">{name}</span>
          <span className="report__choice">{value}</span>
        </>
      }
    >
      {children}
    </FilterMenu>
  );
}
