import { LinkButton } from "../ui/button";
import { FilterChip } from "../ui/chip";
import { Note } from "../ui/note";
import type { ActiveFilter } from "./active-filters";

/** The filters in force, each to be taken away, and what of the address was left out. */
export function ActiveFilterChips({
  filters,
  clearHref,
  notice,
}: {
  filters: readonly ActiveFilter[];
  clearHref: string;
  notice: string | null;
}) {
  return (
    <>
      {notice && (
        <Note kind="plain" role="status" className="mb-3">
          {notice}
        </Note>
      )}
      {filters.length > 0 && (
        <div className="chips mb-4">
          {filters.map((filter) => (
            <FilterChip key={filter.href} href={filter.href} label={filter.label}>
              {filter.label}
            </FilterChip>
          ))}
          <LinkButton kind="ghost" href={clearHref} scroll={false} className="min-h-7">
            Clear all
          </LinkButton>
        </div>
      )}
    </>
  );
}
