import Link from "next/link";

type MenuLinksProps = {
  label: string;
  links: readonly { readonly href: string; readonly label: string; readonly isCurrent: boolean }[];
};

/** The choices of one filter, one below the other. */
export function MenuLinks({ label, links }: MenuLinksProps) {
  return (
    <ul className="filter__choices filter__choices--one" aria-label={label}>
      {links.map(({ href, label: words, isCurrent }) => (
        <li key={href}>
          <Link href={href} scroll={false} aria-current={isCurrent ? "true" : undefined}>
            {words}
          </Link>
        </li>
      ))}
    </ul>
  );
}
