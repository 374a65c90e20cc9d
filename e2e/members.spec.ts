import type { Browser, Locator, Page } from "@playwright/test";
import { type DemoOrganization, demo } from "./demo";
import { expect, test } from "./fixtures";

const password = "a password for browser tests";
const run = Date.now().toString(36);
const emailOf = (name: string) => `${name}-${run}@example.com`;

/** Invites an address as the person of the page and gives the link, which is shown this once. */
async function invite(page: Page, organization: DemoOrganization, email: string, role: string): Promise<string> {
  await page.goto(`/${organization.slug}/settings/members`);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email").fill(email);
  await dialog.getByRole("radio", { name: role }).check();
  await dialog.getByRole("button", { name: "Create link" }).click();
  const shown = page.getByRole("dialog", { name: `Send this link to ${email}` });
  const link = (await shown.getByText(/\/accept-invite\/[\w-]{43}$/).textContent()) ?? "";
  // It is not lost to a stray key.
  await page.keyboard.press("Escape");
  await shown.getByRole("button", { name: "Done" }).click();
  await expect(shown).toBeHidden();
  await expect(rowOf(page, email)).toContainText(role);
  return link;
}

/** Opens a link in a browser of its own and joins as a new person. */
async function join(browser: Browser, link: string, name: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: demo().url });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  return page;
}

const rowOf = (page: Page, text: string): Locator => page.getByRole("row").filter({ hasText: text });

/** Removes a member after the question. */
async function remove(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Remove ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove member" }).click();
  await expect(page.getByText(`${name} no longer has access.`)).toBeVisible();
}

test("an invited person joins, gets another role, and loses access at once", async ({ ownerPage, browser, main }) => {
  const [email, name] = [emailOf("newcomer"), `Newcomer ${run}`];
  const link = await invite(ownerPage, main, email, "Viewer");
  const members = `/${main.slug}/settings/members`;

  const theirs = await test.step("the link makes a sign-in, and asks for a real password", async () => {
    const context = await browser.newContext({ baseURL: demo().url });
    const page = await context.newPage();
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1, name: /^Join / })).toBeVisible();
    await expect(page.getByLabel("Email")).toHaveValue(email);
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Password").fill("too short");
    await page.getByRole("button", { name: "Join" }).click();
    await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/Choose at least 12 characters/);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Join" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
    return page;
  });

  await test.step("they see everything as a viewer and can change nothing", async () => {
    await theirs.goto(members);
    await expect(rowOf(theirs, email)).toContainText("Viewer");
    await expect(theirs.getByRole("button", { name: "Invite (Ask an owner or admin)" })).toHaveAttribute(
      "aria-disabled",
      "true",
    );
    await theirs.goto(`/${main.slug}/payouts/new`);
    await expect(theirs.getByRole("button", { name: "Review payout" })).toHaveCount(0);
  });

  await test.step("the link works once", async () => {
    const answer = await theirs.goto(link);
    expect(answer?.status()).toBe(404);
    await expect(theirs.getByRole("heading", { level: 1, name: "This invitation link doesn’t work" })).toBeVisible();
  });

  await test.step("another role counts from their next page on", async () => {
    await ownerPage.goto(members);
    await ownerPage.getByRole("button", { name: `Change role of ${name}` }).click();
    const dialog = ownerPage.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Finance" }).check();
    await dialog.getByRole("button", { name: "Change role" }).click();
    await expect(rowOf(ownerPage, email)).toContainText("Finance");
    await theirs.goto(`/${main.slug}/payouts/new`);
    await expect(theirs.getByRole("button", { name: "Review payout" })).toBeVisible();
  });

  await test.step("removal ends what is open, too", async () => {
    await remove(ownerPage, name);
    await expect(rowOf(ownerPage, email)).toHaveCount(0);
    expect((await theirs.goto(`/${main.slug}`))?.status()).toBe(404);
    await theirs.goto("/orgs");
    await expect(theirs.getByRole("heading", { name: "No organization yet" })).toBeVisible();
  });

  await test.step("who has a sign-in comes back with one press, and can leave", async () => {
    await theirs.goto(await invite(ownerPage, main, email, "Viewer"));
    await expect(theirs.getByLabel("Password")).toHaveCount(0);
    await theirs.getByRole("button", { name: "Join" }).click();
    await expect(theirs.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
    await theirs.goto(members);
    await theirs.getByRole("button", { name: /^Leave / }).click();
    await theirs.getByRole("dialog").getByRole("button", { name: "Leave", exact: true }).click();
    await expect(theirs.getByRole("heading", { name: "No organization yet" })).toBeVisible();
  });
});

test("a person with a sign-in gives its password, and nobody else gets in", async ({ ownerPage, browser, main }) => {
  const [email, name] = [emailOf("bookkeeper"), `Bookkeeper ${run}`];
  const first = await join(browser, await invite(ownerPage, main, email, "Viewer"), name);
  await ownerPage.goto(`/${main.slug}/settings/members`);
  await remove(ownerPage, name);
  const link = await invite(ownerPage, main, email, "Viewer");

  await ownerPage.goto(link);
  await expect(ownerPage.getByText(`This invitation is for ${email}.`)).toBeVisible();
  await expect(ownerPage.getByRole("button", { name: "Join" })).toHaveCount(0);

  await first.context().clearCookies();
  await first.goto(link);
  await first.getByLabel("Password").fill("not the password");
  await first.getByRole("button", { name: "Sign in and join" }).click();
  await expect(first.getByRole("alert").filter({ hasText: "is not right" })).toBeVisible();
  await first.getByLabel("Password").fill(password);
  await first.getByRole("button", { name: "Sign in and join" }).click();
  await expect(first.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await ownerPage.goto(`/${main.slug}/settings/members`);
  await remove(ownerPage, name);
});

test("a revoked link does not work, and an address has one at a time", async ({ ownerPage, main, browser }) => {
  const email = emailOf("revoked");
  const link = await invite(ownerPage, main, email, "Admin");
  await ownerPage.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = ownerPage.getByRole("dialog");
  await dialog.getByLabel("Email").fill(email.toUpperCase());
  await dialog.getByRole("button", { name: "Create link" }).click();
  await expect(dialog.getByLabel("Email")).toHaveAccessibleDescription(/already has an invitation/);
  await ownerPage.keyboard.press("Escape");

  await ownerPage.getByRole("button", { name: `Revoke the invitation of ${email}` }).click();
  await dialog.getByRole("button", { name: "Revoke invitation" }).click();
  // While it asks, nothing behind it is there for anybody.
  await expect(dialog).toBeHidden();
  await expect(rowOf(ownerPage, email)).toHaveCount(0);
  const context = await browser.newContext({ baseURL: demo().url });
  const answer = await (await context.newPage()).goto(link);
  expect(answer?.status()).toBe(404);
});

test("ownership changes hands after the name was typed", async ({ ownerPage, browser, main }) => {
  const members = `/${main.slug}/settings/members`;
  const [second, third] = [`Partner ${run}`, `Accountant ${run}`];
  const page = await join(browser, await invite(ownerPage, main, emailOf("partner"), "Owner"), second);
  await join(browser, await invite(ownerPage, main, emailOf("accountant"), "Finance"), third);

  await page.goto(members);
  await page.getByRole("button", { name: "Transfer ownership…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("New owner").selectOption({ label: `${third} (${emailOf("accountant")})` });
  const transfer = dialog.getByRole("button", { name: "Transfer ownership" });
  await expect(transfer).toHaveAttribute("aria-disabled", "true");
  const label = (await dialog.getByText(/^Type .* to go on\.$/).textContent()) ?? "";
  await dialog.getByLabel(label).fill(label.slice("Type ".length, -" to go on.".length));
  await transfer.click();
  await expect(rowOf(page, emailOf("accountant"))).toContainText("Owner");
  await expect(rowOf(page, emailOf("partner"))).toContainText("Admin");
  await expect(page.getByText(`You are an admin of `)).toBeVisible();

  await ownerPage.goto(members);
  await remove(ownerPage, third);
  await remove(ownerPage, second);
});

test("the owner saves the settings; an empty name is refused where it stands", async ({ ownerPage: page, main }) => {
  await page.goto(`/${main.slug}/settings`);
  await expect(page).toHaveURL(/\/settings\/general$/);
  const name = await page.getByLabel("Name").inputValue();
  await page.getByLabel("Name").fill(" ");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Name")).toHaveAccessibleDescription("Give the organization a name.");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByLabel("Time zone")).toHaveAccessibleDescription(/begin at midnight there/);
});

test("a viewer reads the settings", async ({ viewerPage: page, main }) => {
  await page.goto(`/${main.slug}/settings/general`);
  await expect(page.getByLabel("Name")).not.toBeEditable();
  await expect(page.getByLabel("Time zone")).toBeDisabled();
  await expect(page.getByText("Ask an owner or admin.")).toBeVisible();
});
