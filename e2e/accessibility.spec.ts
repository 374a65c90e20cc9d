import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { apiOf } from "./api";
import type { DemoOrganization } from "./demo";
import { expect, test } from "./fixtures";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const themes = ["light", "dark"] as const;

for (const theme of themes) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test("the pages before sign-in have no faults", async ({ page }) => {
      await check(page, "/sign-in");
    });

    test("the pages of an organization have no faults", async ({ ownerPage, main }) => {
      test.setTimeout(240_000);
      for (const path of await pagesOf(main)) await check(ownerPage, path);
    });
  });
}

/** Every page, with the address of a payout and of a transaction that exist, and one that does not. */
async function pagesOf(organization: DemoOrganization): Promise<string[]> {
  const api = apiOf(organization);
  const idOf = async (path: string) => {
    const [first] = (await api("GET", path)).body.data as { id: string }[];
    if (!first) throw new Error(`The demo has nothing at ${path}.`);
    return first.id;
  };
  const paid = await idOf("/api/payouts?limit=1&status=paid");
  const failed = await idOf("/api/payouts?limit=1&status=failed");
  const transaction = await idOf("/api/balance/transactions?limit=1");
  const paths = ["", "/balance", "/transactions", `/transactions/${transaction}`, "/payouts", `/payouts/${paid}`];
  paths.push(`/payouts/${failed}`, "/payouts/new", "/sync", "/developers/keys", "/payouts/unknown");
  return ["/orgs", ...paths.map((path) => `/${organization.slug}${path}`)];
}

async function check(page: Page, path: string): Promise<void> {
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // What streams in later has to be judged too.
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(scrolls, `${path} scrolls sideways at ${width}`).toBe(false);
    // 320 differs from 390 in width alone.
    if (width === 320) continue;
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
      `${path} at ${width}`,
    ).toEqual([]);
  }
}
