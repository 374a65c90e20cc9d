import type { Page } from "../core/page";
import type { Presentable } from "./json";
import type { Presented } from "./route";

/** A list in its envelope; `more` are members beside it, such as totals. */
export function presentPage<T>(
  { data, pagination }: Page<T>,
  presentRow: (row: T) => Presentable,
  more: Record<string, Presentable> = {},
): Presented {
  return { body: { data: data.map(presentRow), pagination, ...more }, nextCursor: pagination.nextCursor };
}
