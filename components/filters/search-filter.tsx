import { Search } from "lucide-react";
import type { FlatQuery } from "@/lib/core/page-query";
import { FilterForm } from "./filter-form";

type SearchFilterProps = { path: string; query: FlatQuery; noun: string; placeholder?: string };

/** A field for what `placeholder` names; lists of money find by id, a part of the description, or an exact amount. */
export function SearchFilter({
  path,
  query,
  noun,
  placeholder = "ID, description or exact amount",
}: SearchFilterProps) {
  return (
    <FilterForm path={path} query={query} names={["q"]} className="filter__search">
      <search className="chip w-full">
        <Search aria-hidden className="icon" />
        <input
          key={query.q}
          type="search"
          name="q"
          maxLength={200}
          defaultValue={query.q}
          aria-label={`Search ${noun}`}
          placeholder={placeholder}
          autoComplete="off"
        />
      </search>
    </FilterForm>
  );
}
