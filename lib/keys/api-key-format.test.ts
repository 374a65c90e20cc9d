import { describe, expect, it } from "vitest";
import { hashApiKey, modeOfApiKey, newApiKey } from "./api-key-format";

describe("newApiKey", () => {
  it("names its mode and passes its own checksum", () => {
    expect(newApiKey({ livemode: false }).secret).toMatch(/^pnp_test_[0-9A-Za-z]{39}$/);
    expect(modeOfApiKey(newApiKey({ livemode: false }).secret)).toBe("test");
    expect(modeOfApiKey(newApiKey({ livemode: true }).secret)).toBe("live");
  });

  it("never makes the same key twice", () => {
    const keys = Array.from({ length: 500 }, () => newApiKey({ livemode: false }).secret);
    expect(new Set(keys).size).toBe(500);
  });

  it("keeps only what tells keys apart", () => {
    const { secret, prefix, last4, hash } = newApiKey({ livemode: false });
    expect(prefix).toBe(secret.slice(0, 13));
    expect(last4).toBe(secret.slice(-4));
    expect(hash).toBe(hashApiKey(secret));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("modeOfApiKey", () => {
  const { secret } = newApiKey({ livemode: false });

  it("refuses every single changed character", () => {
    for (let index = "pnp_test_".length; index < secret.length; index++) {
      const other = secret[index] === "a" ? "b" : "a";
      expect(modeOfApiKey(secret.slice(0, index) + other + secret.slice(index + 1))).toBeNull();
    }
  });

  it.each(["", "pnp_test_", "sk_test_abc", `${"pnp_test_"}${"0".repeat(38)}`, "pnp_test_\u0000"])(
    "refuses %j",
    (text) => {
      expect(modeOfApiKey(text)).toBeNull();
    },
  );

  it("refuses a key with anything around it", () => {
    expect(modeOfApiKey(` ${secret}`)).toBeNull();
    expect(modeOfApiKey(`${secret}\n`)).toBeNull();
  });
});
