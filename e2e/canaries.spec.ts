import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { apiOf } from "./api";
import { demo, demoFile } from "./demo";
import { expect, sessionOf, test } from "./fixtures";

/** What a build is given in the place of every secret, so that anything baked into it is found. */
const planted = /canary-of-the-build/;
/** A part that failed while the page was on its way: the page itself was answered with 200 by then. */
const brokenPart = /^[0-9a-f]+:E\{.*$/m;
const { url } = demo();
const folder = dirname(demoFile);

/** The secrets that the application runs with, by name. */
function secrets(): [string, string][] {
  const { AUTH_SECRET } = JSON.parse(readFileSync(join(folder, "secrets.json"), "utf8")) as Record<string, string>;
  const { stripeSecretKey, webhookSecret, cronSecret, databaseUrl, organizations } = demo();
  const named: [string, string | undefined][] = [
    ["AUTH_SECRET", AUTH_SECRET],
    ["STRIPE_SECRET_KEY", stripeSecretKey],
    ["STRIPE_WEBHOOK_SECRET", webhookSecret],
    ["CRON_SECRET", cronSecret],
    ["DATABASE_URL", databaseUrl],
    ...organizations.flatMap(({ slug, apiKey, people }): [string, string][] => [
      [`API key of ${slug}`, apiKey],
      ...people.map(({ email, password }): [string, string] => [`password of ${email}`, password]),
    ]),
  ];
  return named.map(([name, value]) => {
    if (!value || value.length < 12) throw new Error(`${name} is not known here, so nothing would find it.`);
    return [name, value];
  });
}

/** Names only: a failing test must not print what it found. */
function found(text: string, among: readonly [string, string][]): string[] {
  const names = among.filter(([, value]) => text.includes(value)).map(([name]) => name);
  return planted.test(text) ? [...names, "a canary of the build"] : names;
}

test("no secret is baked into what a build makes", () => {
  const hits = ["static", "server"].flatMap((part) => {
    const root = join(process.cwd(), ".next", part);
    if (!existsSync(root)) throw new Error(`There is no ${root}; run this where the application was built.`);
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .flatMap((entry) => {
        const path = join(entry.parentPath, entry.name);
        return found(readFileSync(path, "utf8"), secrets()).map((name) => `${name} in ${path}`);
      });
  });
  expect(hits).toEqual([]);
});

test("no answer holds a secret, refusals included", async ({ browser, main }) => {
  const { cookies } = await sessionOf(browser, main, "owner");
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const session = cookies.map(({ value }): [string, string] => ["the session", value]);
  const pages = ["", "/balance", "/transactions", "/payouts", "/payouts/new", "/sync", "/developers/keys"];
  const settings = [
    "/settings/general",
    "/settings/members",
    "/reports/revenue",
    "/reports/customers",
    "/no-such-page",
  ];
  const among = [...secrets(), ...session];
  for (const path of [...pages, ...settings].map((one) => `/${main.slug}${one}`)) {
    const kinds: Record<string, string>[] = [{ cookie }, { cookie, rsc: "1" }];
    for (const headers of kinds) {
      const response = await fetch(`${url}${path}`, { headers });
      const heads = JSON.stringify([...response.headers]);
      const text = await response.text();
      expect(found(heads + text, among), path).toEqual([]);
      // These are among the first pages that a new demo shows, before the database knows its tables by itself.
      expect(brokenPart.exec(text)?.[0], `a part of ${path} that could not be made`).toBeUndefined();
    }
  }
  const api = apiOf(main);
  const asked: [string, string, Parameters<typeof api>[2]?][] = [
    ["GET", "/api/health"],
    ["GET", "/api/balance"],
    ["GET", "/api/payouts?limit=5"],
    ["GET", "/api/sync/runs?limit=5"],
    ["GET", "/api/payouts/unknown"],
    ["GET", "/api/balance?accountId=acct_unknown"],
    ["POST", "/api/payouts", { body: { amount: "many" } }],
    ["GET", "/api/cron/sync", { key: "wrong" }],
    ["POST", "/api/webhooks/stripe", { body: {}, headers: { "stripe-signature": "t=1,v1=00" } }],
    ["POST", "/api/auth/sign-in/email", { key: null, body: { email: main.email, password: "wrong password" } }],
  ];
  for (const [method, path, options] of asked) {
    const { headers, body } = await api(method, path, options);
    expect(found(JSON.stringify([[...headers], body]), among), `${method} ${path}`).toEqual([]);
  }
});

test("the log holds no secret", async ({ browser, main }) => {
  const { cookies } = await sessionOf(browser, main, "owner");
  const session = cookies.map(({ value }): [string, string] => ["the session", value]);
  const log = readFileSync(join(folder, "logs/application.log"), "utf8");
  expect(log.length).toBeGreaterThan(0);
  expect(found(log, [...secrets(), ...session])).toEqual([]);
});
