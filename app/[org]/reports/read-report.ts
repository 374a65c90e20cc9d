import type { Clock } from "@/components/time";
import { AppError } from "@/lib/core/errors";
import { droppedNotice, listLeniently } from "@/lib/core/list-query";
import { type FlatQuery, flattenQuery, type PageQuery } from "@/lib/core/page-query";

export type ReportRead<Result> =
  | {
      readonly kind: "read";
      readonly report: Result;
      /** What of the address was understood, with what it left open filled in. */
      readonly query: FlatQuery;
      readonly sort: string;
      /** A sentence about what of the address was left out, or null. */
      readonly notice: string | null;
    }
  | { readonly kind: "unconnected" };

type Page = {
  clock: Clock;
  /** What an address asks for that says nothing; `range` gives way to dates. */
  defaults: FlatQuery;
  /** Orders of the page's table; the first one is the usual. */
  sorts: readonly [string, ...string[]];
};

type Schema<Input> = Parameters<typeof listLeniently<Input, unknown>>[0];

/** Reads a report as an address asks for it; what is not understood is left out and named in a polite sentence. */
export async function readReport<Input, Result>(
  schema: Schema<Input>,
  address: PageQuery,
  { clock, defaults, sorts }: Page,
  read: (input: Input) => Promise<Result>,
): Promise<ReportRead<Result>> {
  const { sort, ...asked } = flattenQuery(address);
  const { range, ...others } = defaults;
  const isDated = ["range", "startDate", "endDate"].some((name) => name in asked);
  const filled = { ...(isDated || range === undefined ? {} : { range }), ...others, ...asked };
  const at = { now: clock.now, timezone: clock.zone };
  const isSortKnown = sort === undefined || sorts.includes(sort);
  try {
    const { page, query, dropped } = await listLeniently(schema, filled, at, read);
    return {
      kind: "read",
      report: page,
      query: sort !== undefined && isSortKnown ? { ...query, sort } : query,
      sort: sort !== undefined && isSortKnown ? sort : sorts[0],
      notice: droppedNotice(isSortKnown ? dropped : [...dropped, { name: "sort", value: sort }]),
    };
  } catch (error) {
    if (error instanceof AppError && error.code === "no_connected_account") return { kind: "unconnected" };
    throw error;
  }
}
