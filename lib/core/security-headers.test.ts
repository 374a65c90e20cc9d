import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pagePolicy, securityHeaders, toastStyleHashes } from "./security-headers";

const built = { nonce: "n0nce", isHttps: true, isDevelopment: false };
const directivesOf = (policy: string) =>
  new Map(policy.split("; ").map((line): [string, string] => [line.split(" ")[0] ?? "", line]));

describe("pagePolicy", () => {
  it("runs scripts by the nonce only: no text of a page, nothing evaluated", () => {
    const script = directivesOf(pagePolicy(built)).get("script-src");
    expect(script).toBe("script-src 'self' 'nonce-n0nce' 'strict-dynamic'");
    expect(pagePolicy(built)).not.toMatch(/unsafe-eval|unsafe-hashes|\*|https?:/);
  });

  it("allows nothing by default and no way out", () => {
    const directives = directivesOf(pagePolicy(built));
    for (const name of ["default-src", "object-src", "base-uri", "frame-ancestors"]) {
      expect(directives.get(name)).toBe(`${name} 'none'`);
    }
    for (const name of ["connect-src", "form-action", "font-src"]) {
      expect(directives.get(name)).toBe(`${name} 'self'`);
    }
  });

  it("leaves styles in the page to attributes alone", () => {
    const directives = directivesOf(pagePolicy(built));
    expect([...directives.values()].filter((line) => line.includes("unsafe-inline"))).toEqual([
      "style-src-attr 'unsafe-inline'",
    ]);
  });

  it("asks for encryption where there is some, and frees the development server alone", () => {
    expect(pagePolicy({ ...built, isHttps: false })).not.toContain("upgrade-insecure-requests");
    expect(pagePolicy(built)).toContain("upgrade-insecure-requests");
    expect(pagePolicy({ ...built, isDevelopment: true })).toContain("'unsafe-eval'");
  });
});

describe("toastStyleHashes", () => {
  it("are those of the style element of the installed package", () => {
    const source = readFileSync("node_modules/sonner/dist/index.mjs", "utf8");
    const [, literal = ""] = /^__insertCSS\(("(?:[^"\\]|\\.)*")\)/m.exec(source) ?? [];
    const texts = ["", String(JSON.parse(literal))];
    const hashes = texts.map((text) => `sha256-${createHash("sha256").update(text).digest("base64")}`);
    expect(toastStyleHashes).toEqual(hashes);
  });
});

describe("securityHeaders", () => {
  it("deny what no page needs", () => {
    expect(securityHeaders["permissions-policy"]).toContain("camera=()");
    expect(securityHeaders).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
  });
});
