import { desc, eq } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { type ApiKey, apiKeyColumns } from "./api-key";

/** All keys of the organization, newest first, revoked ones too. Throws `forbidden` below admin. */
export async function listApiKeys(ctx: Context): Promise<ApiKey[]> {
  requirePermission(ctx.actor, "keys:manage");
  return withOrg(ctx, (tx) =>
    tx
      .select(apiKeyColumns)
      .from(apiKeys)
      .where(eq(apiKeys.organizationId, ctx.organizationId))
      .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id)),
  );
}
