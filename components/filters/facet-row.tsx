import Link from "next/link";

export type FacetOption = {
  readonly label: string;
  readonly href: string;
  readonly isCurrent: boolean;
  readonly count?: number | undefined;
};

/** The values of one filter side by side, as links. */
export function FacetRow({ label, options }: { label: string; options: readonly FacetOption[] }) {
  return (
    <nav className="facet" aria-label={label}>
      <span aria-hidden>{label}</span>
      <ul>
        {options.map((option) => (
          <li key={option.href}>
            <Link href={option.href} scroll={false} aria-current={option.isCurrent ? "true" : undefined}>
              {option.label}
              {option.count !== undefined && <span className="n">{option.count.toLocaleString("en-US")}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
