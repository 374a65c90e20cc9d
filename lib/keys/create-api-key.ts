import { apiKeys } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { type CreateApiKeyInput, expiryOf } from "../core/api-key-input";
import { type ApiKey, apiKeyColumns } from "./api-key";
import { newApiKey } from "./api-key-format";

/** The key itself is in `secret`, this once; afterwards nobody can show it again. */
export type CreatedApiKey = { readonly key: ApiKey; readonly secret: string };

/**
 * Makes an API key of the organization, with some of the scopes a key can have. Throws `forbidden` below admin and
 * `insufficient_scope` for a key, which can never make another.
 */
export async function createApiKey(ctx: Context, input: CreateApiKeyInput): Promise<CreatedApiKey> {
  requirePermission(ctx.actor, "keys:manage");
  const { secret, ...kept } = newApiKey({ livemode: ctx.livemode });
  const now = ctx.now();
  return withOrg(ctx, async (tx) => {
    const [key] = await tx
      .insert(apiKeys)
      .values({
        organizationId: ctx.organizationId,
        name: input.name,
        scopes: input.scopes,
        livemode: ctx.livemode,
        createdBy: ctx.actor.kind === "user" ? ctx.actor.name : null,
        createdAt: now,
        expiresAt: expiryOf(input, now),
        ...kept,
      })
      .returning(apiKeyColumns);
    if (!key) throw new Error("The database did not answer with the new key.");
    const detail = { name: key.name, scopes: key.scopes.join(" "), prefix: key.prefix };
    await recordAudit(tx, ctx, { action: "api_key.create", subject: key.id, detail });
    return { key, secret };
  });
}
