import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const randomBytesCount = 24;
/** Enough base62 digits for 24 bytes, and for 32 bits. */
const bodyLength = 33;
const checksumLength = 6;
const pattern = new RegExp(`^pnp_(test|live)_([0-9A-Za-z]{${bodyLength}})([0-9A-Za-z]{${checksumLength}})$`);

export type NewApiKey = { secret: string; prefix: string; last4: string; hash: string };

/**
 * A new key such as `pnp_test_…`: 24 random bytes in base62 and a CRC-32, so that a scanner can tell a leaked key
 * from chance, and a typing slip is refused without asking the database.
 */
export function newApiKey({ livemode }: { livemode: boolean }): NewApiKey {
  const mode = livemode ? "pnp_live_" : "pnp_test_";
  const body = toBase62(BigInt(`0x${randomBytes(randomBytesCount).toString("hex")}`), bodyLength);
  const secret = `${mode}${body}${checksumOf(body)}`;
  return { secret, prefix: secret.slice(0, mode.length + 4), last4: secret.slice(-4), hash: hashApiKey(secret) };
}

/** What is kept of a key; 192 random bits need no slow hash. */
export function hashApiKey(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** The mode of a well-formed key, or null for anything else. */
export function modeOfApiKey(secret: string): "test" | "live" | null {
  const [, mode, body, checksum] = pattern.exec(secret) ?? [];
  if (body === undefined || checksumOf(body) !== checksum) return null;
  return mode === "live" ? "live" : "test";
}

function checksumOf(body: string): string {
  return toBase62(BigInt(crc32(body)), checksumLength);
}

function toBase62(value: bigint, length: number): string {
  let digits = "";
  for (let rest = value; digits.length < length; rest /= 62n) digits = alphabet.charAt(Number(rest % 62n)) + digits;
  return digits;
}
