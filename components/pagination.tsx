import Link from "next/link";
import { LinkButton } from "./ui/button";

type PaginationProps = {
  limit: number;
  offset: number;
  total: number;
  /** What is listed, such as `payouts`; said to those who listen. */
  noun: string;
  /** The address of the page that starts at an offset. */
  hrefAt: (offset: number) => string;
  /** The address with another number of rows; leave out where that is fixed. */
  hrefWithLimit?: (limit: number) => string;
};

const fewest = 25;
const limits = [fewest, 50, 100];

/** Which rows these are, and the way to the others. */
export function Pagination({ limit, offset, total, noun, hrefAt, hrefWithLimit }: PaginationProps) {
  if (total === 0) return null;
  const last = Math.min(offset + limit, total);
  const count = (value: number) => value.toLocaleString("en-US");
  return (
    <nav className="pager" aria-label={`Pages of ${noun}`}>
      <p>
        {count(Math.min(offset + 1, total))}–{count(last)} of {count(total)}
      </p>
      <div className="end">
        {hrefWithLimit && total > fewest && (
          <ul className="pager__limits" aria-label="Rows on a page">
            {limits.map((choice) => (
              <li key={choice}>
                <Link
                  href={hrefWithLimit(choice)}
                  scroll={false}
                  aria-label={`${choice} rows`}
                  aria-current={choice === limit ? "true" : undefined}
                >
                  {choice}
                </Link>
              </li>
            ))}
          </ul>
        )}
        {offset > 0 && <LinkButton href={hrefAt(Math.max(0, offset - limit))}>Previous</LinkButton>}
        {last < total && <LinkButton href={hrefAt(offset + limit)}>Next</LinkButton>}
      </div>
    </nav>
  );
}
