import { type FlatQuery, queryHref } from "@/lib/core/page-query";
import { FacetRow } from "../filters/facet-row";
import { groupLabels } from "./transaction-words";

type FacetsProps = {
  path: string;
  query: FlatQuery;
  /** Currencies the list has, with the number of rows of each where it is known. */
  currencies: readonly { readonly code: string; readonly count?: number | undefined }[];
  accounts: readonly { readonly id: string; readonly name: string }[];
};

/** The filters with few values, each value one click away. */
export function TransactionFacets({ path, query, currencies, accounts }: FacetsProps) {
  const option = (name: string, value: string | null, label: string) => ({
    label,
    href: queryHref(path, query, { [name]: value }),
    isCurrent: (query[name] ?? null) === value,
  });
  return (
    <div className="mb-4">
      <FacetRow
        label="Type"
        options={[
          option("type", null, "All"),
          ...Object.entries(groupLabels).map(([group, label]) => option("type", group, label)),
        ]}
      />
      <FacetRow
        label="Status"
        options={[
          option("status", null, "All"),
          option("status", "pending", "Pending"),
          option("status", "available", "Available"),
        ]}
      />
      {currencies.length > 1 && (
        <FacetRow
          label="Currency"
          options={[
            option("currency", null, "All"),
            ...currencies.map(({ code, count }) => ({ ...option("currency", code, code.toUpperCase()), count })),
          ]}
        />
      )}
      {accounts.length > 1 && (
        <FacetRow
          label="Account"
          options={[option("accountId", null, "All"), ...accounts.map(({ id, name }) => option("accountId", id, name))]}
        />
      )}
    </div>
  );
}
