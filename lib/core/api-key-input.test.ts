import { describe, expect, it } from "vitest";
import { apiKeyIdInput, createApiKeyInput, expiryOf } from "./api-key-input";

function faultsOf(input: unknown): string[] {
  const parsed = createApiKeyInput.safeParse(input);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join(".") || issue.code);
}

describe("createApiKeyInput", () => {
  it("puts scopes in their own order, each once", () => {
    const input = { name: " Bookkeeping ", scopes: ["payouts:read", "balance:read", "payouts:read"] };
    expect(createApiKeyInput.parse(input)).toEqual({ name: "Bookkeeping", scopes: ["balance:read", "payouts:read"] });
  });

  it("takes what a form sends", () => {
    const input = { name: "One", scopes: "balance:read", expiresInDays: "30" };
    expect(createApiKeyInput.parse(input)).toEqual({ name: "One", scopes: ["balance:read"], expiresInDays: 30 });
  });

  it("names every fault", () => {
    expect(faultsOf({ name: " ", scopes: [], expiresInDays: 0 })).toEqual(["name", "scopes", "expiresInDays"]);
    expect(faultsOf({ name: "x".repeat(81), scopes: ["balance:read"] })).toEqual(["name"]);
    expect(faultsOf({ name: "x" })).toEqual(["scopes"]);
    expect(faultsOf({ name: "x", scopes: ["balance:read"], role: "owner" })).toEqual(["unrecognized_keys"]);
  });

  it("gives no key the permission to manage keys, members or schedules", () => {
    for (const scope of ["keys:manage", "members:manage", "schedule:manage", "webhooks:replay", "*"]) {
      expect(faultsOf({ name: "x", scopes: [scope] })).not.toEqual([]);
    }
  });
});

describe("apiKeyIdInput", () => {
  it("takes a UUID and nothing else", () => {
    expect(apiKeyIdInput.safeParse({ id: "7c1e5a54-6a5e-4a4e-9a2e-0a1b2c3d4e5f" }).success).toBe(true);
    expect(apiKeyIdInput.safeParse({ id: "1 or 1=1" }).success).toBe(false);
  });
});

describe("expiryOf", () => {
  const now = new Date("2026-11-22T10:00:00Z");

  it("counts days from now, and none means never", () => {
    expect(expiryOf({ expiresInDays: 2 }, now)).toEqual(new Date("2026-11-24T10:00:00Z"));
    expect(expiryOf({}, now)).toBeNull();
  });
});
