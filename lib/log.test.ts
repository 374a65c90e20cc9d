import { describe, expect, it } from "vitest";
import { createLog, redact } from "./log";

function recording() {
  const lines: string[] = [];
  return { lines, log: createLog((line) => lines.push(line)) };
}

describe("redact", () => {
  it.each([
    `sk_test_${"a1".repeat(12)}`,
    `rk_live_${"a1".repeat(12)}`,
    `whsec_${"a1".repeat(12)}`,
    `pnp_live_${"a1".repeat(12)}`,
    "postgres://owner:secret@db.example.com/main",
    "postgresql://owner:secret@db.example.com/main",
    "Bearer abc.def-ghi",
  ])("takes out %s", (secret) => {
    const redacted = redact(`before ${secret} after`);
    expect(redacted).toBe("before [redacted] after");
  });

  it("leaves ids alone, which people need to find things", () => {
    const text = "payout po_1Q2w3E4r of acct_1Q2w3E4r, request req_1Q2w3E4r, event evt_1Q2w3E4r";
    expect(redact(text)).toBe(text);
  });

  it("takes out every one of several", () => {
    expect(redact(`sk_test_${"x".repeat(9)},sk_test_${"y".repeat(9)}`)).toBe("[redacted],[redacted]");
  });
});

describe("createLog", () => {
  it("writes one line of JSON per entry", () => {
    const { lines, log } = recording();
    log.info("Synced.", { rows: 3, account: "acct_1", full: false, cursor: null });
    log.warn("Slow\nanswer.");
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      level: "info",
      message: "Synced.",
      rows: 3,
      full: false,
      cursor: null,
    });
    expect(JSON.parse(lines[1] ?? "")).toMatchObject({ level: "warn", message: "Slow\nanswer." });
    expect(lines.every((line) => !line.includes("\n"))).toBe(true);
  });

  it("dates each entry", () => {
    const { lines, log } = recording();
    log.info("Now.");
    expect(Date.parse(JSON.parse(lines[0] ?? "").at)).not.toBeNaN();
  });

  it("keeps the name, stack and cause of an error", () => {
    const { lines, log } = recording();
    log.error("Failed.", new TypeError("No answer.", { cause: new Error("socket hang up") }), { attempt: 2 });
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      level: "error",
      message: "Failed.",
      error: "No answer.",
      name: "TypeError",
      cause: "socket hang up",
      stack: expect.stringContaining("log.test.ts"),
      attempt: 2,
    });
  });

  it("writes down what was thrown even when it is no error", () => {
    const { lines, log } = recording();
    log.error("Failed.", "just text");
    log.error("Failed.", undefined);
    expect(lines.map((line) => JSON.parse(line).error)).toEqual(["just text", "undefined"]);
  });

  it("takes secrets out of messages, fields, errors, causes and stacks", () => {
    const secret = `sk_test_${"s3cr3t".repeat(4)}`;
    const { lines, log } = recording();
    log.info(`Key ${secret}`, { note: secret });
    log.error("Failed.", new Error(`Invalid key ${secret}`, { cause: new Error(`postgres://u:p@host/db ${secret}`) }));
    for (const line of lines) {
      expect(line).not.toContain("s3cr3t");
      expect(line).not.toContain("u:p@host");
      expect(() => JSON.parse(line)).not.toThrow();
    }
  });
});
