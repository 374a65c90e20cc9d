import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  bigint as pgBigint,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import type { Scope } from "../../lib/core/access";
import { createdAt, id, instant, organizationId } from "../columns";
import { organizations } from "./auth";

export const apiKeys = pgTable(
  "api_keys",
  {
    id: id(),
    organizationId: organizationId().references(() => organizations.id),
    name: text("name").notNull(),
    /** The first characters, for people to tell keys apart. */
    prefix: text("prefix").notNull(),
    last4: text("last4").notNull(),
    /** SHA-256 of the whole key, in hex. The key itself is shown once and kept nowhere. */
    hash: text("hash").notNull().unique(),
    scopes: text("scopes").array().$type<Scope[]>().notNull(),
    livemode: boolean("livemode").notNull(),
    createdBy: text("created_by"),
    createdAt: createdAt(),
    lastUsedAt: instant("last_used_at"),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [index("api_keys_organization").on(t.organizationId, t.createdAt)],
);

/** The first answer to a write, to be given again for the same key. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    organizationId: organizationId().references(() => organizations.id),
    route: text("route").notNull(),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    status: integer("status"),
    body: jsonb("body"),
    location: text("location"),
    leaseUntil: instant("lease_until").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.route, t.key] }), index("idempotency_keys_age").on(t.createdAt)],
);

export const auditLog = pgTable(
  "audit_log",
  {
    id: bigserial("id", { mode: "bigint" }).primaryKey(),
    organizationId: organizationId().references(() => organizations.id),
    /** Place in the organization's chain, from 1 and without a gap. */
    seq: pgBigint("seq", { mode: "bigint" }).notNull(),
    /** SHA-256 in hex of the whole entry, the previous one's hash included. */
    hash: text("hash").notNull(),
    /** The hash of the entry before; zeros for the first. */
    previousHash: text("previous_hash").notNull(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind", { enum: ["user", "apiKey", "system"] }).notNull(),
    actorId: text("actor_id"),
    actorName: text("actor_name").notNull(),
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    detail: jsonb("detail").$type<Record<string, string | number | boolean | null>>().notNull().default({}),
  },
  (t) => [
    unique("audit_log_chain").on(t.organizationId, t.seq),
    check("audit_log_actor", sql`${t.actorKind} in ('user', 'apiKey', 'system')`),
  ],
);
