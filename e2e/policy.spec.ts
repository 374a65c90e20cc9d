import type { Page } from "@playwright/test";
import { apiOf } from "./api";
import type { DemoOrganization } from "./demo";
import { expect, test } from "./fixtures";

/** What the browser refused to the page because of its policy, from now on. */
async function violationsOf(page: Page): Promise<string[]> {
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/^policy: |Content Security Policy/.test(message.text())) violations.push(`${page.url()} ${message.text()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) => {
      console.error(`policy: ${violatedDirective} refused ${blockedURI || "inline"} of ${sourceFile}`);
    });
  });
  return violations;
}

async function pagesOf(organization: DemoOrganization): Promise<string[]> {
  const idOf = async (path: string) => {
    const [first] = (await apiOf(organization)("GET", path)).body.data as { id: string }[];
    return first?.id ?? "";
  };
  const payout = await idOf("/api/payouts?limit=1");
  const transaction = await idOf("/api/balance/transactions?limit=1");
  const reports = ["/reports/revenue", "/reports/fees", "/reports/customers"];
  const lists = ["", "/balance", "/transactions?limit=10", "/payouts?limit=10", "/sync?limit=10"];
  const rest = ["/payouts/new", "/developers/keys", "/settings/general", "/settings/members", "/payouts/unknown"];
  const paths = [...lists, `/transactions/${transaction}`, `/payouts/${payout}`, ...reports, ...rest];
  return ["/orgs", "/nowhere/at/all", ...paths.map((path) => `/${organization.slug}${path}`)];
}

test("no page asks for more than its policy gives, in either theme", async ({ ownerPage: page, main }) => {
  test.setTimeout(180_000);
  const violations = await violationsOf(page);
  for (const path of await pagesOf(main)) {
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(path);
    await expect(page.locator("h1:visible")).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    // The script that sets the theme ran, so its nonce was right.
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  }
  expect(violations).toEqual([]);
});

test("nor do the pages before the sign-in", async ({ page }) => {
  const violations = await violationsOf(page);
  for (const path of ["/sign-in", "/accept-invite/wrong"]) {
    await page.goto(path);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.emulateMedia({ colorScheme: "light" });
  }
  expect(violations).toEqual([]);
});

test("what bring styles of their own still have them: dialogs, toasts, menus, charts", async ({
  ownerPage: page,
  main,
}) => {
  const violations = await violationsOf(page);
  await page.goto(`/${main.slug}/settings/members`);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.locator("body")).toHaveCSS("overflow", "hidden");
  await page.keyboard.press("Escape");

  await page.goto(`/${main.slug}/settings/general`);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.locator("[data-sonner-toaster]")).toHaveCSS("position", "fixed");

  await page.getByRole("button", { name: /, account$/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await page.goto(`/${main.slug}/balance`);
  await expect(page.locator("svg.recharts-surface").first()).toBeVisible();
  expect(violations).toEqual([]);
});

test("a script that got into a page's markup does not run", async ({ ownerPage: page, main }) => {
  const violations = await violationsOf(page);
  const taken = "document.documentElement.dataset.taken = 'yes'";
  await page.route(`**/${main.slug}`, async (route) => {
    const response = await route.fetch();
    const markup = `<script>${taken}</script><img src="data:," onerror="${taken}"><a href="javascript:${taken}">x</a>`;
    const body = (await response.text()).replace(/<body[^>]*>/, (tag) => `${tag}${markup}`);
    await route.fulfill({ response, body });
  });
  await page.goto(`/${main.slug}`);
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await expect.poll(() => violations.filter((one) => one.includes("policy: script-src")).length).toBeGreaterThan(1);
  expect(await page.locator("html").getAttribute("data-taken")).toBeNull();
});
