// `npm run screens`: pictures of every screen of a running demo, for looking at and for the documents.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findChromium } from "../commands/chromium.mjs";
import { readSettings, root } from "../commands/house.mjs";

const folder = join(root, "test-results/screens");
const widths = [1280, 390];
const themes = ["light", "dark"];

const { dataDir } = readSettings();
const demo = JSON.parse(readFileSync(process.env.DEMO_JSON ?? join(dataDir, "demo.json"), "utf8"));
const [main] = demo.organizations;
const [only] = process.argv.slice(2);

/** Name and address of each screen; those of rows are looked up, because every demo has its own. */
async function screens() {
  const home = `/${main.slug}`;
  const [, daily] = main.accountIds;
  const paid = await idOf(`/api/payouts?limit=1&offset=9&status=paid&accountId=${daily}`);
  const failed = await idOf("/api/payouts?limit=1&status=failed");
  const charge = await idOf("/api/balance/transactions?limit=1&type=charge");
  const review = `?step=review&amount=1,250.00&method=standard&key=${crypto.randomUUID()}`;
  return {
    orgs: "/orgs",
    overview: home,
    balance: `${home}/balance`,
    transactions: `${home}/transactions`,
    transaction: `${home}/transactions/${charge}`,
    payouts: `${home}/payouts`,
    payout: `${home}/payouts/${paid}`,
    "payout-failed": `${home}/payouts/${failed}`,
    "payout-new": `${home}/payouts/new?amount=1,250.00`,
    "payout-review": `${home}/payouts/new${review}`,
    revenue: `${home}/reports/revenue`,
    fees: `${home}/reports/fees`,
    customers: `${home}/reports/customers`,
    sync: `${home}/sync`,
    keys: `${home}/developers/keys`,
    settings: `${home}/settings/general`,
    members: `${home}/settings/members`,
    "not-found": `${home}/payouts/unknown`,
  };
}

async function idOf(path) {
  const response = await fetch(`${demo.url}${path}`, { headers: { authorization: `Bearer ${main.apiKey}` } });
  const { data } = await response.json();
  return data[0].id;
}

async function signIn(page) {
  await page.goto(`${demo.url}/sign-in?next=/orgs`);
  await page.getByLabel("Email").fill(main.email);
  await page.getByLabel("Password").fill(main.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname === "/orgs");
}

async function take(page, address, name) {
  if (only && !name.startsWith(only)) return;
  await page.goto(`${demo.url}${address}`);
  await page.waitForFunction(() => document.querySelector("h1") && !document.querySelector("[aria-busy=true]"));
  // Charts and fonts come after the rest.
  await page.waitForLoadState("networkidle");
  // A window as tall as the page, so that bars stay at its edges.
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, tall) });
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.setViewportSize({ width, height });
}

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: await findChromium({ logs: join(dataDir, "logs") }),
  args: ["--no-sandbox"],
});
const addresses = await screens();
for (const colorScheme of themes) {
  for (const width of widths) {
    const viewport = { width, height: width < 768 ? 844 : 900 };
    const page = await browser.newPage({ colorScheme, viewport, timezoneId: "UTC", locale: "en-US" });
    await take(page, "/sign-in", `sign-in-${colorScheme}-${width}`);
    await signIn(page);
    for (const [name, address] of Object.entries(addresses)) {
      await take(page, address, `${name}-${colorScheme}-${width}`);
    }
    await page.close();
  }
}
await browser.close();
console.log(`The pictures are in ${folder}.`);
