import { demo } from "./demo";
import { complaintsOf, expect, personOf, signIn, test } from "./fixtures";
import { balanceAtStripe, emulator } from "./stripe-side";

const dollars = (minor: number) => (minor / 100).toLocaleString("en-US", { style: "currency", currency: "USD" });

test.afterEach(() => emulator("DELETE", "/faults"));

test("sign in, sync, and find Stripe's own figure on the balance", async ({ page, main }) => {
  const complaints = complaintsOf(page);
  await signIn(page, personOf(main, "owner"), main);
  const [account = ""] = main.accountIds;

  // Slow enough that a page which looks every two seconds sees it go on, on a fast machine too.
  await emulator("POST", "/faults", [{ kind: "latency", path: "/v1/balance_transactions", account, ms: 1_000 }]);
  await emulator("POST", "/scenario", { name: "charge", account, params: { amount: 4_321, available: true } });
  await page.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: "Sync" }).click();
  await page.getByRole("button", { name: "Full re-sync…" }).click();
  const dialog = page.getByRole("dialog", { name: "Read everything again from the beginning?" });
  await dialog.getByLabel("Account").selectOption({ label: "Juniper Supply US" });
  await dialog.getByRole("button", { name: "Start full re-sync" }).click();
  const progress = page.getByRole("region", { name: "Syncing Juniper Supply US" }).getByRole("progressbar");
  await expect(progress).toBeVisible();
  const before = await progress.getAttribute("aria-label");
  await expect(progress).not.toHaveAccessibleName(before ?? "");
  await emulator("DELETE", "/faults");

  await expect(progress).toHaveCount(0, { timeout: 30_000 });
  const newest = page.getByRole("table", { name: "Sync runs" }).getByRole("row").filter({ hasText: "full re-sync" });
  await expect(newest.first()).toContainText("Done");
  const proof = page
    .getByRole("table", { name: "Ledger against Stripe" })
    .getByRole("row", { name: /^Juniper Supply US/ });
  await expect(proof).toContainText("Ledger equals Stripe");

  await page.getByRole("button", { name: "Sync now" }).click();
  await expect(page.getByText(/^Sync(ed: |ed\. |ing\. )/)).toBeVisible();

  await page.getByRole("navigation", { name: "Money" }).getByRole("link", { name: "Balance" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Balance" })).toBeVisible();
  const row = page.getByRole("row", { name: new RegExp(account) });
  await expect(row).toContainText(dollars(await balanceAtStripe(account, "available", "usd")));
  await expect(row).toContainText(dollars(await balanceAtStripe(account, "pending", "usd")));
  expect(complaints).toEqual([]);
});

test("a wrong password is refused without saying which part was wrong", async ({ page, main }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(personOf(main, "owner").email);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "password" })).toHaveText(
    "The email or the password is not right.",
  );
  await expect(page.getByLabel("Email")).toHaveValue(personOf(main, "owner").email);
  await expect(page.getByLabel("Password")).toHaveValue("");
});

test("who is not signed in comes to the sign-in and then to where they were going", async ({ page, main }) => {
  await page.goto(`/${main.slug}/payouts?status=failed`);
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  const owner = personOf(main, "owner");
  await page.getByLabel("Email").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${demo().url}/${main.slug}/payouts?status=failed`);
  await expect(page.getByRole("heading", { level: 1, name: "Payouts" })).toBeVisible();
});

test("signing out ends the session", async ({ page, main }) => {
  await signIn(page, personOf(main, "viewer"), main);
  await page.getByRole("button", { name: /, account$/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await page.goto(`/${main.slug}`);
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
});
