import type { Page } from "@playwright/test";
import { expectNoFaults } from "./expect-no-faults";
import { complaintsOf, expect, test } from "./fixtures";
import { pagesOf } from "./pages";
import { compose } from "./steps";

test("the pages before the sign-in have no faults", async ({ page }) => {
  const complaints = complaintsOf(page);
  await page.goto("/sign-in");
  await check(page);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription("Enter your email.");
  await check(page);
  expect(complaints).toEqual([]);
  for (const path of ["/nowhere/at/all", "/accept-invite/wrong"]) {
    await page.goto(path);
    await check(page);
  }
});

test("the pages of an organization have no faults", async ({ ownerPage: page, main }) => {
  test.setTimeout(180_000);
  const complaints = complaintsOf(page);
  for (const path of await pagesOf(main)) {
    await page.goto(path);
    await check(page);
  }
  expect(complaints).toEqual([]);
  await page.goto(`/${main.slug}/payouts/unknown`);
  await check(page);
});

test("the steps of a payout have no faults", async ({ ownerPage: page, main }) => {
  const complaints = complaintsOf(page);
  await compose(page, main, { amount: "9,000,000" });
  await expect(page.getByLabel("Amount")).toHaveAccessibleDescription(/available/);
  await check(page);
  await compose(page, main, { amount: "12.34", description: "Looked at, not sent" });
  await expect(page.getByRole("heading", { level: 1, name: "Review payout" })).toBeVisible();
  await check(page);
  expect(complaints).toEqual([]);
});

test("dialogs and menus have no faults", async ({ ownerPage: page, main }) => {
  await page.goto(`/${main.slug}/developers/keys`);
  await page.getByRole("button", { name: "Create key" }).click();
  await check(page);
  await page.keyboard.press("Escape");
  await page.goto(`/${main.slug}/settings/members`);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await check(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Transfer ownership…" }).click();
  await check(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /, account$/ }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await check(page, { isMenu: true });
});

test("a theme that was chosen wins over the system's and stays", async ({ ownerPage: page, main }) => {
  await page.goto(`/${main.slug}`);
  const root = page.locator("html");
  await page.getByRole("button", { name: /, account$/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(root).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(root).toHaveAttribute("data-theme", "dark");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.getByRole("button", { name: /, account$/ }).click();
  await page.getByRole("menuitemradio", { name: "Light" }).click();
  await page.reload();
  await expect(root).toHaveAttribute("data-theme", "light");
});

/**
 * Judges the page as it stands: nothing makes it scroll sideways, and axe finds no fault, narrow in the light theme and
 * wide in the dark one. A menu would close when the window changes.
 */
async function check(page: Page, { isMenu = false } = {}): Promise<void> {
  const { pathname } = new URL(page.url());
  await expect(page.locator("h1:visible")).toBeVisible();
  // What streams in later has to be judged too.
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  for (const width of isMenu ? [1280] : [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const scrolls = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    await expect.poll(scrolls, `${pathname} scrolls sideways at ${width}`).toBe(false);
    // 320 differs from 390 in width alone, and the wide page is judged in the dark; `npm run test:visual` judges all.
    if (width === 390 || isMenu) await expectNoFaults(page, `${pathname} at ${width}`);
  }
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expectNoFaults(page, `${pathname} in the dark`);
  await page.emulateMedia({ colorScheme: "light" });
}
