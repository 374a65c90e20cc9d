import { and, eq, isNull, lt, or } from "drizzle-orm";
import { apiKeys, organizations } from "@/db/schema";
import { withSystem } from "@/db/with-org";
import type { Services } from "../context";
import type { Actor } from "../core/access";
import { type OrganizationId, toOrganizationId } from "../core/ids";
import { hashApiKey, modeOfApiKey } from "../keys/api-key-format";

export type KeyHolder = {
  readonly organizationId: OrganizationId;
  readonly slug: string;
  /** IANA zone of the organization's days. */
  readonly timezone: string;
  readonly actor: Actor;
};

/** Use is noted at most this often, so that reading does not become writing. */
const touchIntervalSeconds = 60;

/**
 * Whom an `Authorization` header speaks for, or null: no bearer token, a malformed, unknown, revoked or expired key,
 * or one of the other mode. Asked afresh each time, so that revoking works at once.
 */
export async function findApiKeyActor(
  { db, now, livemode }: Pick<Services, "db" | "now" | "livemode">,
  authorization: string,
): Promise<KeyHolder | null> {
  const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? "";
  if (modeOfApiKey(secret) !== (livemode ? "live" : "test")) return null;
  const at = now();
  return withSystem(db, async (tx) => {
    const [key] = await tx
      .select({
        id: apiKeys.id,
        organizationId: apiKeys.organizationId,
        slug: organizations.slug,
        timezone: organizations.timezone,
        name: apiKeys.name,
        scopes: apiKeys.scopes,
        expiresAt: apiKeys.expiresAt,
        lastUsedAt: apiKeys.lastUsedAt,
      })
      .from(apiKeys)
      .innerJoin(organizations, eq(organizations.id, apiKeys.organizationId))
      // Looked up by hash: how long it takes says nothing about how much of a guess was right.
      .where(and(eq(apiKeys.hash, hashApiKey(secret)), isNull(apiKeys.revokedAt)));
    if (!key || (key.expiresAt !== null && key.expiresAt <= at)) return null;
    const stale = new Date(at.getTime() - touchIntervalSeconds * 1000);
    if (key.lastUsedAt === null || key.lastUsedAt < stale) {
      await tx
        .update(apiKeys)
        .set({ lastUsedAt: at })
        .where(and(eq(apiKeys.id, key.id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, stale))));
    }
    return {
      organizationId: toOrganizationId(key.organizationId),
      slug: key.slug,
      timezone: key.timezone,
      actor: { kind: "apiKey", keyId: key.id, name: key.name, scopes: key.scopes },
    };
  });
}
