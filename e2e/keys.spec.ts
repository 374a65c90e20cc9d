import { apiOf } from "./api";
import { expect, test } from "./fixtures";

test("an API key is shown once, works within its scopes, and stops when revoked", async ({ ownerPage: page, main }) => {
  const name = `Export ${Date.now()}`;
  await page.goto(`/${main.slug}/developers/keys`);
  await page.getByRole("button", { name: "Create key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("balance:read").check();
  await dialog.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("dialog", { name: "Copy the key now" })).toBeVisible();
  const secret = (await dialog.getByText(/^pnp_test_\w+$/).textContent()) ?? "";
  // It is not lost to a stray key.
  await page.keyboard.press("Escape");
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "I’ve stored it" }).click();
  await expect(dialog).toBeHidden();

  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("Active");
  await page.reload();
  await expect(row).toContainText("Active");
  expect(await page.content()).not.toContain(secret);

  const api = apiOf(main);
  expect((await api("GET", "/api/balance", { key: secret })).status).toBe(200);
  const beyond = await api("GET", "/api/payouts", { key: secret });
  expect(beyond.status).toBe(403);
  expect(beyond.body.code).toBe("insufficient_scope");

  await page.reload();
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  const question = page.getByRole("dialog", { name: `Revoke “${name}”?` });
  await question.getByRole("textbox").fill(name);
  await question.getByRole("button", { name: "Revoke key" }).click();
  await expect(row).toContainText("Revoked");
  const refused = await api("GET", "/api/balance", { key: secret });
  expect(refused.status).toBe(401);
  expect(refused.body.code).toBe("unauthenticated");
});

test("a viewer has no keys to make", async ({ viewerPage: page, main }) => {
  await page.goto(`/${main.slug}/developers/keys`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: "Create key" })).toHaveCount(0);
});
