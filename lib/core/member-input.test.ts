import { describe, expect, it } from "vitest";
import { changeRoleInput, inviteMemberInput, newPersonInput, organizationInput } from "./member-input";

describe("inviteMemberInput", () => {
  it("takes an address in any case, with the spaces around it that people paste", () => {
    expect(inviteMemberInput.parse({ email: "  Viewer@Example.COM ", role: "viewer" })).toEqual({
      email: "viewer@example.com",
      role: "viewer",
    });
  });

  it.each([
    { email: "", role: "viewer" },
    { email: "viewer", role: "viewer" },
    { email: "viewer@example.com\0", role: "viewer" },
    { email: `${"d".repeat(250)}@example.com`, role: "viewer" },
    { email: "viewer@example.com", role: "superuser" },
    { email: "viewer@example.com" },
    { email: "viewer@example.com", role: "viewer", organizationId: "org_other" },
  ])("refuses %j", (given) => {
    expect(inviteMemberInput.safeParse(given).success).toBe(false);
  });
});

describe("changeRoleInput", () => {
  it("takes one of the four roles for any id, and nothing else", () => {
    expect(changeRoleInput.safeParse({ id: "anything", role: "finance" }).success).toBe(true);
    expect(changeRoleInput.safeParse({ id: "anything", role: "Finance" }).success).toBe(false);
    expect(changeRoleInput.safeParse({ role: "finance" }).success).toBe(false);
  });
});

describe("newPersonInput", () => {
  it("trims a name and leaves a password as it was typed", () => {
    expect(newPersonInput.parse({ name: " Viewer ", password: "  twelve and more " })).toEqual({
      name: "Viewer",
      password: "  twelve and more ",
    });
  });

  it.each([
    { name: " ", password: "long enough to take" },
    { name: "Viewer", password: "eleven char" },
    { name: "Viewer", password: "x".repeat(129) },
    { name: "D\0", password: "long enough to take" },
    { name: "x".repeat(81), password: "long enough to take" },
  ])("refuses %j", (given) => {
    expect(newPersonInput.safeParse(given).success).toBe(false);
  });
});

describe("organizationInput", () => {
  it("takes zones of the IANA database only", () => {
    const zone = (timezone: string) => organizationInput.safeParse({ name: "Juniper Supply", timezone }).success;
    expect(["UTC", "Asia/Kolkata", "America/St_Johns"].map(zone)).toEqual([true, true, true]);
    expect(["", "Mars/Olympus", "+05:30"].map(zone)).toEqual([false, false, false]);
  });

  it("needs a name", () => {
    expect(organizationInput.safeParse({ name: "  ", timezone: "UTC" }).success).toBe(false);
  });
});
