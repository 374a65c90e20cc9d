import { describe, expect, it } from "vitest";
import { scopes } from "@/lib/core/access";
import { createApiKeyInput } from "@/lib/core/api-key-input";
import { expiryChoices, isInUse, keyState, maskedKey, scopeMeaning } from "./key-words";

const now = new Date("2026-11-22T10:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

describe("keyState", () => {
  it("is active without an end or with one that is far", () => {
    expect(keyState({ revokedAt: null, expiresAt: null }, now)).toBe("active");
    expect(keyState({ revokedAt: null, expiresAt: inDays(8) }, now)).toBe("active");
  });

  it("warns a week before the end, and knows the end", () => {
    expect(keyState({ revokedAt: null, expiresAt: inDays(7) }, now)).toBe("expiring");
    expect(keyState({ revokedAt: null, expiresAt: now }, now)).toBe("expired");
    expect(keyState({ revokedAt: null, expiresAt: inDays(-1) }, now)).toBe("expired");
  });

  it("is revoked whatever its end", () => {
    expect(keyState({ revokedAt: inDays(-1), expiresAt: inDays(30) }, now)).toBe("revoked");
  });
});

describe("isInUse", () => {
  it("is true for a week after the last call", () => {
    expect(isInUse({ lastUsedAt: null }, now)).toBe(false);
    expect(isInUse({ lastUsedAt: inDays(-6) }, now)).toBe(true);
    expect(isInUse({ lastUsedAt: inDays(-7) }, now)).toBe(false);
  });
});

describe("maskedKey", () => {
  it("shows the beginning and the end only", () => {
    expect(maskedKey({ prefix: "pnp_test_Ab12", last4: "z9Y8" })).toBe("pnp_test_Ab12…z9Y8");
  });
});

describe("scopeMeaning", () => {
  it("explains every scope differently", () => {
    expect(new Set(scopes.map(scopeMeaning)).size).toBe(scopes.length);
  });
});

describe("expiryChoices", () => {
  it("offers only what the form's schema takes", () => {
    for (const { value } of expiryChoices) {
      const expiresInDays = value === "" ? undefined : value;
      expect(createApiKeyInput.safeParse({ name: "Key", scopes: ["balance:read"], expiresInDays }).success).toBe(true);
    }
  });
});
