import { bigint, index, integer, pgTable, text } from "drizzle-orm/pg-core";

/**
 * How often a caller has asked within the current window. Of no organization: the key may be an address. The order of
 * the columns is the limiter's, which names none in its insert.
 */
export const requestLimits = pgTable(
  "request_limits",
  {
    key: text("key").primaryKey(),
    points: integer("points").notNull(),
    /** End of the window, in milliseconds since 1970. */
    expire: bigint("expire", { mode: "number" }),
  },
  (t) => [index("request_limits_expire").on(t.expire)],
);
