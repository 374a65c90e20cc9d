import { nextFraction, nextInteger, pick, type Stream } from "../stripe/random";

/** Texts that programs have stumbled over. */
const texts = [
  "",
  " ",
  "0",
  "-1",
  "1.5",
  "1e309",
  "NaN",
  "null",
  "true",
  "undefined",
  "9223372036854775808",
  "-9223372036854775809",
  "٣",
  "1",
  "\u0000",
  "a\u0000b",
  "\r\nx: y",
  "😀".repeat(40),
  "\u202e",
  "x".repeat(300),
  "x".repeat(5_000),
  "' or 1=1--",
  "1; drop table payouts",
  "%25%27%22",
  "\\",
  "__proto__",
  "constructor",
  "toString",
  "../../etc/passwd",
  "{{7*7}}",
  "<script>alert(1)</script>",
  "%{jndi:ldap://x}",
  "2026-02-30",
  "0000-00-00",
  "9999-12-31T23:59:60Z",
  "+275760-09-13",
  "2026-11-01T00:00:00+99:99",
  "Etc/GMT+14",
  "Mars/Olympus",
  "c_eyJjIjoxfQ",
  "acct_x",
  "po_x",
  "00000000-0000-0000-0000-000000000000",
] as const;

/** A text that nobody should send. */
export function hostileText(stream: Stream): string {
  return pick(stream, texts);
}

/** Escapes that decode to no text, or to none that a database keeps. */
const rawEscapes = ["%00", "%ff", "%", "%zz", "%ed%a0%80", "%c0%af", "%2e%2e", "%0d%0a", "%F0%9F%98%80"] as const;

/** A value as it goes into an address: mostly escaped as it should be. */
export function inAddress(stream: Stream, text: string): string {
  const chance = nextFraction(stream);
  if (chance < 0.06) return pick(stream, rawEscapes);
  // A lone surrogate has no escape; everything else has.
  return encodeURIComponent(text.toWellFormed());
}

/** A JSON value of any kind but the right one. */
export function hostileJson(stream: Stream): unknown {
  const kinds: [() => unknown, ...(() => unknown)[]] = [
    () => hostileText(stream),
    () => null,
    () => nextInteger(stream, -5, 5) / 2,
    () => Number.MAX_SAFE_INTEGER + 1,
    () => 1e300,
    () => [],
    () => [hostileText(stream)],
    () => ({}),
    () => ({ [hostileText(stream).slice(0, 60)]: hostileText(stream) }),
    () => nested(nextInteger(stream, 2, 200)),
    () => "\ud800",
  ];
  return pick(stream, kinds)();
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = { a: value };
  return value;
}

/** Bodies that are no JSON object, byte for byte. */
export function hostileBytes(stream: Stream): Buffer {
  const bodies: [string | Buffer, ...(string | Buffer)[]] = [
    "",
    "{",
    "[]",
    "null",
    '"text"',
    "{'amount':1}",
    '{"amount":1}{"amount":2}',
    '{"amount":1,"amount":2,"__proto__":{"admin":true}}',
    "\ufeff{}",
    Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
    Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
    `{"description":"${"x".repeat(70_000)}"}`,
    "[".repeat(20_000),
    "amount=100&currency=usd",
    '--x\r\ncontent-disposition: form-data; name="amount"\r\n\r\n100\r\n',
    `{"amount":${"9".repeat(400)}}`,
  ];
  return Buffer.from(pick(stream, bodies));
}
