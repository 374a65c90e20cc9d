import Link from "next/link";
import type { ReactNode } from "react";

export type ProofState = "proved" | "open" | "differs" | "untied";

/**
 * What a sum's proof says: a tick on the double rule that closes it, dots while it is being added up, a ≠ when it
 * differs, a broken rule when there is nothing to add up. Words always stand beside it; with `href` it opens the rows.
 */
export function ProofMark({ state, href, children }: { state: ProofState; href?: string; children: ReactNode }) {
  const className = `proof proof--${state}`;
  const inside = (
    <>
      <ProofGlyph state={state} />
      <span>{children}</span>
    </>
  );
  if (href === undefined) return <span className={className}>{inside}</span>;
  return (
    <Link href={href} className={className}>
      {inside}
    </Link>
  );
}

function ProofGlyph({ state }: { state: ProofState }) {
  return (
    <svg className="proof__mark" viewBox="0 0 16 16" aria-hidden="true">
      {glyphs[state]}
    </svg>
  );
}

const glyphs: Record<ProofState, ReactNode> = {
  proved: (
    <>
      <path className="tick" d="M3.4 5.6 6.5 8.6 12.8 1.6" />
      <path d="M1.5 11.6h13M1.5 14.6h13" />
    </>
  ),
  open: (
    <>
      <circle className="dot" cx="4" cy="7" r="1.1" />
      <circle className="dot" cx="8" cy="7" r="1.1" />
      <circle className="dot" cx="12" cy="7" r="1.1" />
      <path d="M1.5 11.6h13M1.5 14.6h4.5" />
    </>
  ),
  differs: (
    <>
      <path d="M1.5 8.2h13M1.5 11.8h13" />
      <path className="tick" d="M11.4 2.4 4.6 15" />
    </>
  ),
  untied: <path d="M1.5 11.6h2.4M6.8 11.6h2.4M12.1 11.6h2.4" />,
};

/** The rule under a page's one principal figure. A double rule is a claim: never `proved` unless its rows add up. */
export function Ruled({ state, children }: { state: ProofState; children: ReactNode }) {
  return <span className={rules[state]}>{children}</span>;
}

const rules: Record<ProofState, string> = {
  proved: "ruled",
  open: "ruled ruled--dash",
  differs: "ruled ruled--differs",
  untied: "ruled ruled--open",
};
