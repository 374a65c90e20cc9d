/** One page of a list as every transport gives it. */
export type Page<T> = {
  readonly data: readonly T[];
  readonly pagination: {
    readonly limit: number;
    readonly offset: number;
    /** Rows of the whole filter, not of this page. */
    readonly total: number;
    readonly hasMore: boolean;
    /** Where the next page begins; null on the last one and for lists that only know offsets. */
    readonly nextCursor: string | null;
  };
};

type PageParts<T> = {
  /** Up to `limit + 1` rows: the one too many tells that there are more, and is left out of the page. */
  rows: readonly T[];
  limit: number;
  offset: number;
  total: number;
  cursorOf?: (last: T) => string;
};

/** Makes a page of rows that were read one beyond the limit. */
export function pageOf<T>({ rows, limit, offset, total, cursorOf }: PageParts<T>): Page<T> {
  const data = rows.slice(0, limit);
  const hasMore = rows.length > limit;
  const last = data.at(-1);
  const nextCursor = hasMore && cursorOf && last !== undefined ? cursorOf(last) : null;
  return { data, pagination: { limit, offset, total, hasMore, nextCursor } };
}
