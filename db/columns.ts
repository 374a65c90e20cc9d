import { bigint, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** Our own id, made by the database. */
export const id = () => uuid("id").primaryKey().defaultRandom();

/** An amount in minor units; always beside a currency column. */
export const minorUnits = (name: string) => bigint(name, { mode: "bigint" });

/** A lower-case currency code without a default, so that none is ever assumed. The table adds the check. */
export const currency = () => text("currency").notNull();

/** An instant; stored with its zone. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** The tenant every row belongs to. */
export const organizationId = () => text("organization_id").notNull();

export const connectedAccountId = () => uuid("connected_account_id").notNull();

export const createdAt = () => instant("created_at").notNull().defaultNow();
export const updatedAt = () => instant("updated_at").notNull().defaultNow();
