"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { leafOf, sectionOf } from "./sections";

/** Where the page is: the organization, the section, and what is below it. */
export function Crumbs({ slug, children }: { slug: string; children: ReactNode }) {
  const pathname = usePathname();
  const section = sectionOf(pathname);
  const leaf = leafOf(pathname);
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="crumbs">
        <li>{children}</li>
        {section && leaf === null && (
          <li>
            <span aria-current="page">{section.label}</span>
          </li>
        )}
        {section && leaf !== null && (
          <>
            <li className="sec">
              <Link href={`/${slug}${section.path}`}>{section.label}</Link>
            </li>
            <li>
              <span aria-current="page">{leaf}</span>
            </li>
          </>
        )}
      </ol>
    </nav>
  );
}
