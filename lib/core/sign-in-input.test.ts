import { describe, expect, it } from "vitest";
import { signInInput } from "./sign-in-input";

describe("signInInput", () => {
  it("compares e-mail addresses in lower case and without spaces around them", () => {
    expect(signInInput.parse({ email: " Owner@Example.com ", password: "p" }).email).toBe("owner@example.com");
  });

  it("leaves the password as it was typed", () => {
    expect(signInInput.parse({ email: "a@example.com", password: " Two Words " }).password).toBe(" Two Words ");
  });

  it("takes what is missing as empty", () => {
    expect(signInInput.parse({})).toEqual({ email: "", password: "" });
  });

  it("refuses what is longer than any address or password", () => {
    expect(signInInput.safeParse({ email: "a".repeat(255) }).success).toBe(false);
    expect(signInInput.safeParse({ password: "a".repeat(257) }).success).toBe(false);
  });
});
