import { type DemoOrganization, demo } from "./demo";
import { expect, sessionOf, test } from "./fixtures";
import { postEvent } from "./post-event";

/** An event about a payout that Stripe does not have is given up at its first attempt. */
async function deadEvent(organization: DemoOrganization, name: string): Promise<string> {
  const id = `evt_${name}${Date.now()}`;
  await postEvent(organization, { id, type: "payout.updated", object: { id: `po_${id.slice(4)}`, object: "payout" } });
  return id;
}

test("an event that was given up is said on the sync page, and an owner replays it", async ({ browser, other }) => {
  const id = await deadEvent(other, "Owner");
  const context = await browser.newContext({
    baseURL: demo().url,
    storageState: await sessionOf(browser, other, "owner"),
  });
  const page = await context.newPage();
  const list = `/${other.slug}/developers/events`;
  const isGivenUp = async () => {
    await page.goto(`${list}?q=${id}`);
    return page.getByRole("row").filter({ hasText: "payout.updated" }).getByText("Given up").isVisible();
  };
  await expect.poll(isGivenUp).toBe(true);
  await page.goto(`/${other.slug}/sync`);
  await expect(page.getByText(/given up after failing/)).toBeVisible();
  await page.getByRole("link", { name: "Show them" }).click();
  await page.waitForURL(`**${list}?state=dead`);
  await page.goto(`${list}/${id}`);
  await expect(page.getByRole("heading", { level: 1, name: "payout.updated" })).toBeVisible();
  const replayed = page.waitForResponse((response) => response.request().method() === "POST" && response.ok());
  await page.getByRole("button", { name: "Replay" }).click();
  await replayed;
  await expect(page.getByRole("button", { name: "Replay" })).toBeEnabled();
  await expect(page.locator("main").getByText("Given up", { exact: true })).toBeVisible();
  await context.close();
});

test("a viewer sees the events and cannot replay any", async ({ browser, other }) => {
  const id = await deadEvent(other, "Viewer");
  const context = await browser.newContext({
    baseURL: demo().url,
    storageState: await sessionOf(browser, other, "viewer"),
  });
  const page = await context.newPage();
  await page.goto(`/${other.slug}/developers/events?q=${id}`);
  await page.getByRole("link", { name: "payout.updated" }).click();
  await expect(page.getByText("Only admins and owners can replay events.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Replay" })).toHaveCount(0);
  await context.close();
});
