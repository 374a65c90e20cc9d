import Link from "next/link";

export type Segment = { readonly href: string; readonly label: string; readonly current: boolean };

/** A choice between a few views, as links. For a choice in the browser only, use `.seg` with `aria-pressed` buttons. */
export function Segmented({ label, segments }: { label: string; segments: readonly Segment[] }) {
  return (
    <nav className="seg" aria-label={label}>
      {segments.map((segment) => (
        <Link key={segment.href} href={segment.href} scroll={false} aria-current={segment.current ? "true" : undefined}>
          {segment.label}
        </Link>
      ))}
    </nav>
  );
}
