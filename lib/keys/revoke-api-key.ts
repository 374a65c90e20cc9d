import { and, eq } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import type { ApiKeyIdInput } from "../core/api-key-input";
import { notFound } from "../core/errors";
import { type ApiKey, apiKeyColumns } from "./api-key";

/**
 * Ends a key at once and for good; its history stays. Said twice, it keeps the first time. Throws `forbidden` below
 * admin, `not_found` for a key of another organization.
 */
export async function revokeApiKey(ctx: Context, { id }: ApiKeyIdInput): Promise<ApiKey> {
  requirePermission(ctx.actor, "keys:manage");
  return withOrg(ctx, async (tx) => {
    const isKey = and(eq(apiKeys.organizationId, ctx.organizationId), eq(apiKeys.id, id));
    const [before] = await tx.select({ revokedAt: apiKeys.revokedAt }).from(apiKeys).where(isKey).for("update");
    if (!before) throw notFound();
    const [key] = await tx
      .update(apiKeys)
      .set({ revokedAt: before.revokedAt ?? ctx.now() })
      .where(isKey)
      .returning(apiKeyColumns);
    if (!key) throw notFound();
    if (before.revokedAt === null) {
      const detail = { name: key.name, prefix: key.prefix };
      await recordAudit(tx, ctx, { action: "api_key.revoke", subject: id, detail });
    }
    return key;
  });
}
