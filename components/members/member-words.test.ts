import { describe, expect, it } from "vitest";
import { roles } from "@/lib/core/access";
import {
  invitationMeaning,
  isOpen,
  roleLabel,
  roleMeaning,
  roleWithArticle,
  type Viewer,
  whyNot,
} from "./member-words";

const viewer = (role: Viewer["role"]): Viewer => ({
  userId: "me",
  role,
  mayManage: role === "owner" || role === "admin",
});

describe("whyNot", () => {
  it("tells who may not change anything whom to ask", () => {
    for (const role of ["finance", "viewer"] as const) {
      expect(whyNot({ userId: "other", role: "viewer" }, viewer(role))).toBe("Ask an owner or admin");
    }
  });

  it("leaves owners to owners, and nobody to themselves", () => {
    expect(whyNot({ userId: "other", role: "owner" }, viewer("admin"))).toBe("Only an owner can change an owner");
    expect(whyNot({ userId: "other", role: "owner" }, viewer("owner"))).toBeNull();
    expect(whyNot({ userId: "other", role: "admin" }, viewer("admin"))).toBeNull();
    expect(whyNot({ userId: "me", role: "owner" }, viewer("owner"))).toContain("yourself");
  });
});

describe("words of a role", () => {
  it("differ for every role", () => {
    for (const words of [roleLabel, roleMeaning, roleWithArticle, invitationMeaning]) {
      expect(new Set(roles.map(words)).size).toBe(roles.length);
    }
  });
});

describe("isOpen", () => {
  it("ends at the very moment", () => {
    const now = new Date("2026-11-22T10:00:00Z");
    expect(isOpen({ expiresAt: new Date(now.getTime() + 1) }, now)).toBe(true);
    expect(isOpen({ expiresAt: now }, now)).toBe(false);
  });
});
