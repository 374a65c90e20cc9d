import { z } from "zod";
import { isCursor, type Sort, sorts } from "./cursor";
import { AppError, type InputFault } from "./errors";
import { dateRange, isDayOrInstant, isTimezone, rangeYearsMax } from "./period";

/** What the lists have in common, as far as one field depends on another. */
export type ListFilters = {
  cursor?: string;
  offset?: number;
  sort: Sort;
  startDate?: string;
  endDate?: string;
  timezone?: string;
  minAmount?: bigint;
  maxAmount?: bigint;
};

type RangeFilters = Pick<ListFilters, "startDate" | "endDate" | "timezone">;

/** Rules between the two ends of a range. */
export const rangeRules = [
  rule((filters: RangeFilters) => rangeRefusal(filters) !== "invalid_request", {
    pointer: "endDate",
    code: "conflict",
    detail: "Must not be before startDate.",
  }),
  rule((filters: RangeFilters) => rangeRefusal(filters) !== "range_too_large", {
    pointer: "endDate",
    code: "range_too_large",
    detail: `Must be at most ${rangeYearsMax} years after startDate.`,
  }),
];

/**
 * Rules between fields. They are asked even when single fields have faults, so that all faults are told at once;
 * each therefore passes over fields that did not parse, which have been named already.
 */
export const listRules = [
  rule(({ cursor, offset }: ListFilters) => cursor === undefined || offset === undefined, {
    pointer: "offset",
    code: "conflict",
    detail: "Give either cursor or offset.",
  }),
  rule(
    ({ cursor, sort }: ListFilters) => typeof cursor !== "string" || !sorts.includes(sort) || isCursor(cursor, sort),
    {
      pointer: "cursor",
      code: "invalid_cursor",
      detail: "Is not a cursor of this list and order. Begin again without it.",
    },
  ),
  rule(
    ({ minAmount: min, maxAmount: max }: ListFilters) =>
      typeof min !== "bigint" || typeof max !== "bigint" || min <= max,
    {
      pointer: "maxAmount",
      code: "conflict",
      detail: "Must not be less than minAmount.",
    },
  ),
  ...rangeRules,
];

function rule<Filters>(isKept: (filters: Filters) => boolean, { pointer, code, detail }: InputFault) {
  return z.refine<Filters>(isKept, { error: detail, path: [pointer], params: { code }, when: () => true });
}

function rangeRefusal({ startDate, endDate, timezone = "UTC" }: RangeFilters): string | null {
  const isReadable = [startDate, endDate].every((text) => typeof text === "string" && isDayOrInstant(text));
  if (!isReadable || typeof timezone !== "string" || !isTimezone(timezone)) return null;
  try {
    dateRange({ startDate, endDate, timezone });
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
