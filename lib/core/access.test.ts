import { describe, expect, it } from "vitest";
import {
  type Actor,
  hasPermission,
  isRole,
  type Permission,
  permissions,
  requirePermission,
  roles,
  rolesUpTo,
  scopes,
} from "./access";
import { AppError } from "./errors";

const person = (role: (typeof roles)[number]): Actor => ({ kind: "user", userId: "u1", name: "Viewer", role });
const key = (...granted: (typeof scopes)[number][]): Actor => ({
  kind: "apiKey",
  keyId: "k1",
  name: "Bookkeeping",
  scopes: granted,
});
const system: Actor = { kind: "system", reason: "cron" };

const reads: Permission[] = [
  "balance:read",
  "transactions:read",
  "payouts:read",
  "reports:read",
  "members:read",
  "webhooks:read",
];
const moves: Permission[] = ["transactions:sync", "payouts:write"];
const manages: Permission[] = ["keys:manage", "members:manage", "organization:manage", "webhooks:replay"];

const allowed: Record<(typeof roles)[number], Permission[]> = {
  viewer: reads,
  finance: [...reads, ...moves],
  admin: [...reads, ...moves, ...manages],
  owner: [...permissions],
};

function refusalOf(actor: Actor, permission: Permission): AppError | null {
  try {
    requirePermission(actor, permission);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

describe("rolesUpTo", () => {
  it("never reaches above one's own role", () => {
    expect(rolesUpTo("owner")).toEqual(roles);
    expect(rolesUpTo("admin")).toEqual(["admin", "finance", "viewer"]);
    expect(rolesUpTo("viewer")).toEqual(["viewer"]);
  });
});

describe("hasPermission", () => {
  it.each(roles)("gives a person who is %s exactly what the role may do", (role) => {
    const granted = permissions.filter((permission) => hasPermission(person(role), permission));
    expect(granted.toSorted()).toEqual(allowed[role].toSorted());
  });

  it("gives a higher role everything a lower one has", () => {
    const counts = roles.map((role) => permissions.filter((one) => hasPermission(person(role), one)));
    for (const [index, lower] of counts.slice(1).entries())
      expect(counts[index]).toEqual(expect.arrayContaining(lower));
  });

  it("gives a key its scopes and nothing else", () => {
    const granted = permissions.filter((permission) => hasPermission(key("payouts:read"), permission));
    expect(granted).toEqual(["payouts:read"]);
    expect(permissions.some((permission) => hasPermission(key(), permission))).toBe(false);
  });

  it("has no scope with which a key could manage keys, members or the schedule", () => {
    const all = key(...scopes);
    for (const permission of [...manages, "schedule:manage"] as const)
      expect(hasPermission(all, permission)).toBe(false);
  });

  it("lets the product itself do everything", () => {
    expect(permissions.every((permission) => hasPermission(system, permission))).toBe(true);
  });
});

describe("requirePermission", () => {
  it("lets through what is allowed", () => {
    expect(refusalOf(person("finance"), "payouts:write")).toBeNull();
  });

  it("refuses a person with the roles that may, for every permission", () => {
    for (const permission of permissions) {
      const refusal = refusalOf(person("viewer"), permission);
      if (reads.includes(permission)) expect(refusal).toBeNull();
      else expect(refusal).toMatchObject({ code: "forbidden", status: 403 });
    }
    expect(refusalOf(person("viewer"), "payouts:write")?.message).toBe(
      "Only finance, admins and owners can create or cancel payouts. Nothing was changed.",
    );
  });

  it("refuses a key by naming the scope it lacks", () => {
    const refusal = refusalOf(key("balance:read"), "payouts:write");
    expect(refusal).toMatchObject({ code: "insufficient_scope", status: 403 });
    expect(refusal?.message).toContain("payouts:write");
  });
});

describe("isRole", () => {
  it("knows four roles", () => {
    expect(roles.every(isRole)).toBe(true);
    expect(isRole("member")).toBe(false);
    expect(isRole("Owner")).toBe(false);
  });
});
