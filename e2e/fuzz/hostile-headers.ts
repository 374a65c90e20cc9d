import { nextFraction, pick, type Stream } from "../stripe/random";
import type { World } from "./make-request";

/** Headers that claim, confuse or shout; none, most of the time. */
export function hostileHeaders(stream: Stream, { secrets, url }: World): Record<string, string> {
  if (nextFraction(stream) < 0.55) return {};
  const slugs = secrets.map(({ texts }) => texts.find((text) => /^[a-z]+(-[a-z]+)*$/.test(text)) ?? "x");
  const headers: [Record<string, string>, ...Record<string, string>[]] = [
    { "x-organization": slugs[0] ?? "" },
    { "x-organization": slugs[1] ?? "" },
    { "x-organization": "__proto__" },
    { "x-organization": "" },
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: url, "sec-fetch-site": "cross-site" },
    { "idempotency-key": "" },
    { "idempotency-key": "x".repeat(300) },
    { "idempotency-key": '"unfinished' },
    { "idempotency-key": "key with spaces\u00e9" },
    { "idempotency-key": "fuzz-1" },
    { "if-none-match": "*" },
    { accept: "text/html" },
    { accept: "\u00ff" },
    { "accept-encoding": "gzip;q=0, nonsense" },
    { "accept-language": "x".repeat(2_000) },
    { "content-encoding": "gzip" },
    { "x-forwarded-for": "1.1.1.1, ::1, <script>" },
    { "x-forwarded-host": "evil.example", "x-forwarded-proto": "javascript" },
    { "x-http-method-override": "DELETE" },
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "x-matched-path": "/api/balance" },
    { "x-invoke-path": "/api/balance" },
    { "next-action": "0".repeat(40) },
    { rsc: "1", "next-router-prefetch": "1" },
    { "next-router-state-tree": "%5B%22" },
    { range: "bytes=0-1" },
    { "stripe-signature": `t=1,v1=${"0".repeat(64)}` },
    { "stripe-signature": "v1=".repeat(500) },
    { "x-cron": "1", "user-agent": "vercel-cron/1.0" },
    { cookie: "a=b; ".repeat(100) },
    { te: "trailers" },
    { upgrade: "h2c" },
  ];
  return pick(stream, headers);
}
