import { z } from "zod";
import { scopes } from "./access";
import { isUuid } from "./ids";

const dayMs = 86_400_000;

/** A key lives at most this long when it is given an end at all. */
export const expiresInDaysMax = 3650;

/** What a new key is called and may do. A form sends one scope as a plain text. */
export const createApiKeyInput = z.strictObject({
  name: z.string().trim().min(1, "Give the key a name.").max(80, "At most 80 characters."),
  scopes: z
    .preprocess((value) => (typeof value === "string" ? [value] : value), z.array(z.enum(scopes)))
    .refine((chosen) => chosen.length > 0, "Choose at least one scope.")
    .transform((chosen) => scopes.filter((scope) => chosen.includes(scope))),
  /** Days until it stops working; without it the key works until it is revoked. */
  expiresInDays: z.coerce.number().int().min(1).max(expiresInDaysMax).optional(),
});
export type CreateApiKeyInput = z.output<typeof createApiKeyInput>;

export const apiKeyIdInput = z.strictObject({ id: z.string().refine(isUuid, "Not the id of a key.") });
export type ApiKeyIdInput = z.output<typeof apiKeyIdInput>;

/** When a key made now stops working, or null. */
export function expiryOf({ expiresInDays }: Pick<CreateApiKeyInput, "expiresInDays">, now: Date): Date | null {
  return expiresInDays === undefined ? null : new Date(now.getTime() + expiresInDays * dayMs);
}
