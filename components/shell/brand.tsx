import Link from "next/link";

/** The mark alone: a tick on the double rule that closes a sum. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="11" fill="var(--solid)" />
      <g fill="none" stroke="var(--ink-on-solid)" strokeLinecap="round" strokeLinejoin="round">
        <path strokeWidth="2" d="m7.6 9.4 3 2.9 5.8-6.4" />
        <path strokeWidth="1.5" d="M6.9 15.2h10.2M8.6 18h6.8" />
      </g>
    </svg>
  );
}

/** Mark and name, leading home. */
export function Brand({ href }: { href: string }) {
  return (
    <Link className="brand" href={href}>
      <BrandMark />
      <span>Pennyproof</span>
    </Link>
  );
}
