import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { apiOf } from "./api";
import type { DemoOrganization } from "./demo";
import { complaintsOf, expect, test } from "./fixtures";
import { compose } from "./steps";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const themes = ["light", "dark"] as const;

for (const theme of themes) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test("the pages before the sign-in have no faults", async ({ page }) => {
      const complaints = complaintsOf(page);
      await page.goto("/sign-in");
      await check(page);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByLabel("Email")).toHaveAccessibleDescription("Enter your email.");
      await check(page);
      expect(complaints).toEqual([]);
      await page.goto("/nowhere/at/all");
      await check(page);
    });

    test("the pages of an organization have no faults", async ({ ownerPage: page, main }) => {
      test.setTimeout(180_000);
      const complaints = complaintsOf(page);
      for (const path of await pagesOf(main)) {
        await page.goto(path);
        await check(page);
      }
      await compose(page, main, { amount: "9,000,000" });
      await check(page);
      await compose(page, main, { amount: "12.34", description: "Looked at, not sent" });
      await expect(page.getByRole("heading", { level: 1, name: "Review payout" })).toBeVisible();
      await check(page);
      expect(complaints).toEqual([]);
      await page.goto(`/${main.slug}/payouts/unknown`);
      await check(page);
    });

    test("dialogs and menus have no faults", async ({ ownerPage: page, main }) => {
      await page.goto(`/${main.slug}/sync`);
      await page.getByRole("button", { name: "Full re-sync…" }).click();
      await check(page);
      await page.goto(`/${main.slug}/developers/keys`);
      await page.getByRole("button", { name: "Create key" }).click();
      await check(page);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /, account$/ }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await check(page, [1280]);
    });
  });
}

test("a theme that was chosen wins over the system's and stays", async ({ ownerPage: page, main }) => {
  await page.goto(`/${main.slug}`);
  const root = page.locator("html");
  await page.getByRole("button", { name: /, account$/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(root).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(root).toHaveAttribute("data-theme", "dark");
  await check(page);
});

/** Every page, with the address of a payout and of a transaction that exist. */
async function pagesOf(organization: DemoOrganization): Promise<string[]> {
  const api = apiOf(organization);
  const idOf = async (path: string) => {
    const [first] = (await api("GET", path)).body.data as { id: string }[];
    if (!first) throw new Error(`The demo has nothing at ${path}.`);
    return first.id;
  };
  const [, daily] = organization.accountIds;
  const paid = await idOf(`/api/payouts?limit=1&status=paid&accountId=${daily}&sort=created`);
  const failed = await idOf("/api/payouts?limit=1&status=failed");
  const transaction = await idOf("/api/balance/transactions?limit=1");
  const paths = ["", "/balance", "/transactions", `/transactions/${transaction}`, "/payouts", `/payouts/${paid}`];
  paths.push(`/payouts/${failed}`, "/payouts?status=failed&q=nothing", "/payouts/new", "/sync", "/developers/keys");
  return ["/orgs", ...paths.map((path) => `/${organization.slug}${path}`)];
}

/** Judges the page as it is: its parts with axe, wide and narrow, and that nothing makes it scroll sideways. */
async function check(page: Page, widths: readonly number[] = [320, 390, 1280]): Promise<void> {
  const { pathname } = new URL(page.url());
  // While a page streams in, its own heading waits hidden beside that of its placeholder.
  await expect(page.locator("h1")).toHaveCount(1);
  await expect(page.locator("h1")).toBeVisible();
  // What streams in later has to be judged too.
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const scrolls = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    await expect.poll(scrolls, `${pathname} scrolls sideways at ${width}`).toBe(false);
    // 320 differs from 390 in width alone.
    if (width === 320) continue;
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
      `${pathname} at ${width}`,
    ).toEqual([]);
  }
}
