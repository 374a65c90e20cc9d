import Link from "next/link";
import type { ReactNode } from "react";

/** A figure or a name that leads to the rows behind it. Reports have many of them, so none is fetched ahead. */
export function RowsLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} className="under">
      {children}
    </Link>
  );
}
