import { type Account, nameOfAccount } from "@/lib/core/account";
import { type FlatQuery, queryHref } from "@/lib/core/page-query";
import { AmountFilter } from "../filters/amount-filter";
import { ChoiceFilter } from "../filters/choice-filter";
import { DateFilter } from "../filters/date-filter";
import { SearchFilter } from "../filters/search-filter";
import type { Clock } from "../time";

type PayoutFiltersProps = { path: string; query: FlatQuery; clock: Clock; accounts: readonly Account[] };

/** Everything payouts can be filtered by besides their status. */
export function PayoutFilters({ path, query, clock, accounts }: PayoutFiltersProps) {
  const currencies = [
    ...new Set([...accounts.map((account) => account.defaultCurrency), ...(query.currency ? [query.currency] : [])]),
  ];
  const choices = (name: string, values: readonly (readonly [value: string, label: string])[]) => [
    { label: "Any", href: queryHref(path, query, { [name]: null }), isCurrent: query[name] === undefined },
    ...values.map(([value, label]) => ({
      label,
      href: queryHref(path, query, { [name]: value }),
      isCurrent: query[name] === value,
    })),
  ];
  const named = accounts.map((account) => [account.stripeAccountId, nameOfAccount(account)] as const);
  return (
    <div className="chips mt-3.5 mb-2.5">
      <DateFilter path={path} query={query} clock={clock} />
      {currencies.length > 1 && (
        <ChoiceFilter
          label="Currency"
          options={choices(
            "currency",
            currencies.map((code) => [code, code.toUpperCase()]),
          )}
        />
      )}
      <ChoiceFilter
        label="Method"
        options={choices("method", [
          ["standard", "Standard"],
          ["instant", "Instant"],
        ])}
      />
      <ChoiceFilter label="Arrival" options={choices("late", [["true", "Late"]])} />
      {accounts.length > 1 && <ChoiceFilter label="Account" options={choices("accountId", named)} />}
      <AmountFilter path={path} query={query} currencies={currencies} />
      <SearchFilter path={path} query={query} noun="payouts" />
    </div>
  );
}
