import { expect, type Locator, type Page } from "@playwright/test";
import type { DemoOrganization } from "./demo";

export type PayoutWish = { amount: string; account?: string; destination?: RegExp; description?: string };

let lastCents = Math.floor(Date.now() / 1000) % 9_000;

/** An amount of 10 to 100 dollars that no other journey of this run pays out, as text and in minor units. */
export function freshAmount(): { text: string; minor: number } {
  lastCents = (lastCents + 1) % 9_000;
  const minor = 1_000 + lastCents;
  return { text: (minor / 100).toFixed(2), minor };
}

/** Opens the form, fills it in, and goes on to the review. */
export async function compose(page: Page, organization: DemoOrganization, wish: PayoutWish): Promise<void> {
  await page.goto(`/${organization.slug}/payouts/new`);
  await fillIn(page, wish);
  await page.getByRole("button", { name: "Review payout" }).click();
}

export async function fillIn(page: Page, { amount, account, destination, description }: PayoutWish): Promise<void> {
  if (account) await page.getByLabel("Account", { exact: true }).selectOption({ label: account });
  if (destination) {
    const choice = page.getByLabel("Destination");
    const label = await choice.getByRole("option").filter({ hasText: destination }).textContent();
    await choice.selectOption({ label: label ?? "" });
  }
  await page.getByLabel("Amount").fill(amount);
  if (description) await page.getByLabel("Description").fill(description);
}

/** Composes and reviews a payout; the button that sends it is what comes next. */
export async function review(page: Page, organization: DemoOrganization, wish: PayoutWish): Promise<Locator> {
  await compose(page, organization, wish);
  await expect(page.getByRole("heading", { level: 1, name: "Review payout" })).toBeVisible();
  return page.getByRole("button", { name: /^Pay out \$/ });
}

/** Waits for the page of one payout and gives our id of it. */
export async function payoutPage(page: Page, organization: DemoOrganization): Promise<string> {
  const pattern = new RegExp(`^/${organization.slug}/payouts/([0-9a-f-]{36})$`);
  await page.waitForURL((url) => pattern.test(url.pathname));
  await expect(page.getByRole("heading", { level: 1, name: /^Payout to / })).toBeVisible();
  return pattern.exec(new URL(page.url()).pathname)?.[1] ?? "";
}
