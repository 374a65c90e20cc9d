"use server";

import { apiKeyIdInput, createApiKeyInput } from "@/lib/core/api-key-input";
import { action } from "@/lib/http/action";
import { createApiKey } from "@/lib/keys/create-api-key";
import { revokeApiKey } from "@/lib/keys/revoke-api-key";

const revalidate = ["/developers/keys"];

/** Makes a key; its secret is in this answer and nowhere else. */
export const createApiKeyAction = action(createApiKeyInput, createApiKey, {
  present: ({ secret }) => ({ secret }),
  revalidate,
});

/** Ends a key. */
export const revokeApiKeyAction = action(apiKeyIdInput, revokeApiKey, { revalidate });
