import type { Locator, Page } from "@playwright/test";
import { expect, personOf, test } from "./fixtures";
import { freshAmount, payoutPage } from "./steps";
import { payoutsAtStripe } from "./stripe-side";

test("sign in, pay out and cancel by keyboard alone", async ({ page, main }) => {
  const { text, minor } = freshAmount();
  const { email, password } = personOf(main, "owner");
  const heading = page.getByRole("heading", { level: 1 });
  await page.goto(`/sign-in?next=/${main.slug}`);
  await tabTo(page, page.getByLabel("Email"));
  await page.keyboard.type(email);
  await tabTo(page, page.getByLabel("Password"));
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === `/${main.slug}`);

  await page.reload();
  await tabTo(page, page.getByRole("link", { name: "Skip to content" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: "Pay out", exact: true }));
  await page.keyboard.press("Enter");
  await expect(heading).toHaveText("New payout");
  await expect(heading).toBeFocused();

  await tabTo(page, page.getByLabel("Amount"));
  await page.keyboard.type(text);
  await tabTo(page, page.getByLabel("Description"));
  await page.keyboard.type("By keyboard");
  await tabTo(page, page.getByRole("button", { name: "Review payout" }));
  await page.keyboard.press("Enter");
  await expect(heading).toHaveText("Review payout");
  await expect(heading).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: `Pay out $${text}` }));
  await page.keyboard.press("Space");

  await payoutPage(page, main);
  await tabTo(page, page.getByRole("button", { name: "Cancel payout…" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Keep payout" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Cancel payout…" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("dialog").getByRole("button", { name: "Cancel payout" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText(/canceled\. The money is back/)).toBeVisible();
  const [account = ""] = main.accountIds;
  expect(await payoutsAtStripe(account, minor)).toMatchObject([{ status: "canceled", description: "By keyboard" }]);
});

const stepsMost = 40;

/** Goes on with the Tab key until the element has the focus, and can be seen to have it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeAttached();
  for (let step = 0; step < stepsMost; step++) {
    await page.keyboard.press("Tab");
    const isThere = await target.evaluate((element) => element === document.activeElement);
    if (!isThere) continue;
    await expect(target).toBeInViewport();
    const mark = await target.evaluate((element) => {
      // A field's frame shows its focus in its place.
      const shown = [element, element.parentElement ?? element].map((one) => getComputedStyle(one));
      return shown.some(({ outlineStyle, boxShadow }) => outlineStyle !== "none" || boxShadow !== "none");
    });
    expect(mark, "the focus is shown").toBe(true);
    return;
  }
  throw new Error(`The Tab key does not lead to ${target}.`);
}
