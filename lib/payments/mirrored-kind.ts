import { type SQL, sql } from "drizzle-orm";
import type { Gateway, Page, PageRequest } from "../stripe/gateway";

/** A column of a mirror, and what it takes from Stripe's object. */
export type MirroredColumn<T> = {
  readonly name: string;
  readonly type: "text" | "bigint" | "boolean" | "integer" | "timestamptz" | "jsonb";
  read(row: T, fetchedAt: Date): string | null;
  /** What a stored row takes, in terms of `stored` and `excluded`, where it is not simply the new value. */
  readonly merged?: SQL;
};

/** One kind of Stripe's objects that we keep a copy of: where it lives at Stripe and with us. */
export type MirroredKind<T> = {
  readonly name: "charge" | "refund" | "dispute" | "customer" | "subscription";
  readonly table: "charges" | "refunds" | "disputes" | "customers" | "subscriptions";
  /** The column with Stripe's id, which is unique within an account. */
  readonly key: string;
  readonly columns: readonly MirroredColumn<T>[];
  /** Rows that Stripe may still change by itself; the next list reaches back to the oldest of them. */
  readonly unsettled: SQL;
  idOf(row: T): string;
  createdAt(row: T): Date | null;
  get(gateway: Gateway, id: string): Promise<T>;
  list(gateway: Gateway, request: PageRequest): Promise<Page<T>>;
};

/** A column of text; the other makers are for the other types. */
export const textColumn = <T>(name: string, read: (row: T) => string | null): MirroredColumn<T> => ({
  name,
  type: "text",
  read,
});

/** A column of minor units. */
export const minorColumn = <T>(name: string, read: (row: T) => bigint | null): MirroredColumn<T> => ({
  name,
  type: "bigint",
  read: (row) => read(row)?.toString() ?? null,
});

/** A column that is true or false. */
export const booleanColumn = <T>(name: string, read: (row: T) => boolean): MirroredColumn<T> => ({
  name,
  type: "boolean",
  read: (row) => String(read(row)),
});

/** A column of a count. */
export const countColumn = <T>(name: string, read: (row: T) => number): MirroredColumn<T> => ({
  name,
  type: "integer",
  read: (row) => String(read(row)),
});

/** A column of a moment. */
export const instantColumn = <T>(name: string, read: (row: T, fetchedAt: Date) => Date | null): MirroredColumn<T> => ({
  name,
  type: "timestamptz",
  read: (row, fetchedAt) => read(row, fetchedAt)?.toISOString() ?? null,
});

/** For kinds that nothing but an event or a full reading tells about again. */
export const neverUnsettled: SQL = sql`false`;
