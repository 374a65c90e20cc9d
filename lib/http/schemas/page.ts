import { z } from "zod";
import { count, text } from "./fields";

const pagination = z.strictObject({
  limit: z.int().min(1).max(100),
  offset: count,
  total: count.meta({ description: "Rows of the whole filter." }),
  hasMore: z.boolean(),
  nextCursor: text.nullable().meta({ description: "For the parameter `cursor`; null on the last page." }),
});

/** The envelope of every list. `more` are members beside it. */
export function pageOf<Row extends z.ZodType, More extends z.ZodRawShape>(row: Row, more: More) {
  return z.strictObject({ data: z.array(row), pagination, ...more });
}

export { pagination as paginationSchema };
