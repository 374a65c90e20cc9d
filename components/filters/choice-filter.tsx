import Link from "next/link";
import type { FacetOption } from "./facet-row";
import { FilterMenu } from "./filter-menu";

/** One value of a few; the first one means any. */
export function ChoiceFilter({ label, options }: { label: string; options: readonly FacetOption[] }) {
  const [any, ...values] = options;
  const chosen = values.find((option) => option.isCurrent);
  return (
    <FilterMenu
      key={`${label} ${chosen?.label}`}
      isOn={chosen !== undefined}
      label={chosen ? chosen.label : <span className="k">{label}</span>}
    >
      <ul className="filter__choices" aria-label={label}>
        {[...(any ? [any] : []), ...values].map((option) => (
          <li key={option.href}>
            <Link href={option.href} scroll={false} aria-current={option.isCurrent ? "true" : undefined}>
              {option.label}
            </Link>
          </li>
        ))}
      </ul>
    </FilterMenu>
  );
}
