import type { Scope } from "@/lib/core/access";

/** An API key as the list shows it; the secret itself is kept nowhere. */
export type KeyRow = {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly last4: string;
  readonly scopes: readonly Scope[];
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
};

export type KeyState = "active" | "expiring" | "expired" | "revoked";

const dayMs = 86_400_000;
const soonMs = 7 * dayMs;
const recentMs = 7 * dayMs;

/** Whether a key works now; expiring when it will stop within a week. */
export function keyState({ revokedAt, expiresAt }: Pick<KeyRow, "revokedAt" | "expiresAt">, now: Date): KeyState {
  if (revokedAt !== null) return "revoked";
  if (expiresAt === null) return "active";
  const left = expiresAt.getTime() - now.getTime();
  if (left <= 0) return "expired";
  return left <= soonMs ? "expiring" : "active";
}

/** Whether something probably still depends on the key: it was used within the last seven days. */
export function isInUse({ lastUsedAt }: Pick<KeyRow, "lastUsedAt">, now: Date): boolean {
  return lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() < recentMs;
}

/** A key as people tell it from others: its beginning and its end. */
export function maskedKey({ prefix, last4 }: Pick<KeyRow, "prefix" | "last4">): string {
  return `${prefix}…${last4}`;
}

const meanings: Record<Scope, string> = {
  "balance:read": "See balances and when pending money becomes available.",
  "transactions:read": "List balance transactions and sync runs.",
  "transactions:sync": "Start a sync with Stripe.",
  "payouts:read": "List payouts and see what each is made of.",
  "payouts:write": "Create and cancel payouts. It moves money.",
  "reports:read": "Read revenue, fee and customer reports.",
};

/** What a scope allows, in one line. */
export function scopeMeaning(scope: Scope): string {
  return meanings[scope];
}

/** How long a new key may live; an empty value is for ever. */
export const expiryChoices = [
  { value: "", label: "Never" },
  { value: "7", label: "In 7 days" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
] as const;
