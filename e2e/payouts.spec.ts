import { apiOf } from "./api";
import { complaintsOf, expect, test } from "./fixtures";
import { compose, freshAmount, payoutPage, review } from "./steps";
import { askStripe, balanceAtStripe, emulator, letTimePass, payoutsAtStripe } from "./stripe-side";

/** A page that watches reads again within seconds; banks that a person waits for are slower. */
const watched = { timeout: 30_000 };

test("compose, review, pay out, and watch it arrive", async ({ ownerPage: page, main }) => {
  const complaints = complaintsOf(page);
  const { text, minor } = freshAmount();
  const [account = ""] = main.accountIds;
  const before = await balanceAtStripe(account, "available", "usd");
  const send = await review(page, main, { amount: text, description: "Rent" });
  await expect(send).toHaveText(`Pay out $${text}`);
  await expect(page.getByRole("complementary", { name: "Details" })).toContainText("Rent");
  await send.click();

  await payoutPage(page, main);
  await expect(page.getByText(`Payout of $${text} created.`)).toBeVisible();
  const head = page.getByRole("heading", { level: 1 });
  await expect(head).toContainText("Test Bank ••6789");
  await expect(page.locator("main")).toContainText("Pending");
  expect(await payoutsAtStripe(account, minor)).toMatchObject([{ description: "Rent", method: "standard" }]);
  expect(await balanceAtStripe(account, "available", "usd")).toBe(before - minor);

  await letTimePass(31);
  await expect(page.getByText("Already on its way to the bank, so it can't be canceled")).toBeVisible(watched);
  await expect(page.getByRole("button", { name: "Cancel payout…" })).toHaveCount(0);
  await letTimePass(100);
  const timeline = page.getByRole("region", { name: "Timeline" });
  await expect(timeline.getByText("Paid", { exact: true })).toBeVisible(watched);
  await expect(timeline.getByText("Webhook").first()).toBeVisible();
  await expect(page.getByText(/^Arrived/)).toBeVisible();

  await page.getByRole("navigation", { name: "Money" }).getByRole("link", { name: "Payouts" }).click();
  const row = page
    .getByRole("table")
    .getByRole("row")
    .filter({ hasText: text.split(".")[0] })
    .first();
  await expect(row).toContainText("Paid");
  expect(complaints).toEqual([]);
});

test("a payout that the bank refuses says why and where the money is", async ({ ownerPage: page, main }) => {
  const [, daily = ""] = main.accountIds;
  // Once in the life of a demo: Stripe takes the bank account out of use afterwards.
  await emulator("POST", "/scenario", { name: "charge", account: daily, params: { amount: 60_000, available: true } });
  await emulator("POST", "/webhooks/flush");
  const { text } = freshAmount();
  const send = await review(page, main, { account: "Juniper Supply Online", amount: text, destination: /1116/ });
  await expect(page.getByText(/automatic/i).first()).toBeVisible();
  await send.click();
  await payoutPage(page, main);
  await letTimePass(130);
  await expect(page.getByText("The bank has no account with this number.")).toBeVisible(watched);
  await expect(page.getByText(`$${text} went back to your balance.`)).toBeVisible();
  await expect(page.getByText("Update the bank details at Stripe, then pay out again.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Timeline" }).getByText("Failed", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "See the row" }).click();
  await expect(page).toHaveURL(/\/transactions\//);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`$${text}`);
});

test("a payout that comes back after it was paid is told as returned", async ({ ownerPage: page, main }) => {
  const [account = ""] = main.accountIds;
  const { text, minor } = freshAmount();
  const api = apiOf(main);
  const made = await api("POST", "/api/payouts", { body: { amount: minor, currency: "usd" } });
  await page.goto(`/${main.slug}/payouts/${made.body.id}`);
  await letTimePass(130);
  await expect(page.getByText(/^Arrived/)).toBeVisible(watched);
  const params = { payout: made.body.stripePayoutId, code: "account_closed" };
  await emulator("POST", "/scenario", { name: "payout_fail_after_paid", account, params });
  await emulator("POST", "/webhooks/flush");
  try {
    // Nothing watches a payout that counts as paid; who comes back sees it, once the event has been processed.
    await expect(async () => {
      await page.reload();
      await expect(page.getByText("The bank account has been closed.")).toBeVisible({ timeout: 2_000 });
      await expect(page.getByText(`$${text} went back to your balance.`)).toBeVisible({ timeout: 2_000 });
      await expect(page.getByText("Returned by the bank")).toBeVisible({ timeout: 2_000 });
    }).toPass(watched);
  } finally {
    // The journeys after this one pay out to the same bank account.
    await emulator("POST", "/scenario", { name: "external_account_replace", account, params: {} });
    await emulator("POST", "/webhooks/flush");
  }
});

test("cancel in time, after a question", async ({ ownerPage: page, main }) => {
  const [account = ""] = main.accountIds;
  const { text, minor } = freshAmount();
  await emulator("POST", "/clock/mode", { mode: "frozen" });
  try {
    await (await review(page, main, { amount: text })).click();
    await payoutPage(page, main);
    await page.getByRole("button", { name: "Cancel payout…" }).click();
    const question = page.getByRole("dialog", { name: `Cancel this $${text} payout?` });
    await expect(question.getByRole("button", { name: "Keep payout" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(question).toBeHidden();
    await expect(page.getByRole("button", { name: "Cancel payout…" })).toBeFocused();
    await page.keyboard.press("Enter");
    await question.getByRole("button", { name: "Cancel payout" }).click();
    await expect(page.getByText(/^Payout of .* canceled\. The money is back/)).toBeVisible();
    await expect(page.getByRole("region", { name: "Timeline" }).getByText("Canceled")).toBeVisible();
    await expect(page.getByRole("button", { name: "Cancel payout…" })).toHaveCount(0);
    expect(await payoutsAtStripe(account, minor)).toMatchObject([{ status: "canceled" }]);
  } finally {
    await emulator("POST", "/clock/mode", { mode: "realtime" });
  }
});

test("cancel too late says that it is too late", async ({ ownerPage: page, main }) => {
  const { text } = freshAmount();
  await (await review(page, main, { amount: text })).click();
  await payoutPage(page, main);
  await page.getByRole("button", { name: "Cancel payout…" }).click();
  await emulator("POST", "/faults", [{ kind: "webhook_drop" }]);
  await letTimePass(31);
  await page.getByRole("dialog").getByRole("button", { name: "Cancel payout" }).click();
  await emulator("DELETE", "/faults");
  await expect(page.getByText("Already on its way to the bank, so it can't be canceled")).toBeVisible(watched);
});

test("a refused amount stays on the form, with the sentence", async ({ ownerPage: page, main }) => {
  const [account = ""] = main.accountIds;
  await compose(page, main, { amount: "9,000,000.00", description: "Too much" });
  const amount = page.getByLabel("Amount");
  await expect(amount).toBeFocused();
  await expect(amount).toHaveAttribute("aria-invalid", "true");
  await expect(amount).toHaveAccessibleDescription(/available/);
  await expect(page.getByRole("heading", { level: 1, name: "New payout" })).toBeVisible();

  // The money goes elsewhere between the review and the button.
  await amount.fill("100.00");
  await page.getByRole("button", { name: "Review payout" }).click();
  const send = page.getByRole("button", { name: "Pay out $100.00" });
  await expect(send).toBeVisible();
  const available = await balanceAtStripe(account, "available", "usd");
  const rest = 50_00;
  const { body: taken } = await apiOf(main)("POST", "/api/payouts", {
    body: { amount: available - rest, currency: "usd" },
  });
  await send.click();
  await expect(page.getByText(/\$50\.00/).first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "New payout" })).toBeVisible();
  await expect(page.getByLabel("Amount")).toHaveValue("100.00");
  await expect(page.getByLabel("Description")).toHaveValue("Too much");
  expect((await apiOf(main)("POST", `/api/payouts/${taken.id}/cancel`)).status).toBe(200);
  expect(await payoutsAtStripe(account, 100_00)).toEqual([]);

  // Enough again: the same form, with a request of its own, goes through.
  await expect.poll(() => balanceAtStripe(account, "available", "usd")).toBe(available);
  const { text, minor } = freshAmount();
  await page.getByLabel("Amount").fill(text);
  await page.getByRole("button", { name: "Review payout" }).click();
  await page.getByRole("button", { name: `Pay out $${text}` }).click();
  await payoutPage(page, main);
  expect(await payoutsAtStripe(account, minor)).toHaveLength(1);
});

test("an instant payout shows its fee before and after", async ({ ownerPage: page, main }) => {
  const [account = ""] = main.accountIds;
  const { text, minor } = freshAmount();
  await page.goto(`/${main.slug}/payouts/new`);
  await page.getByLabel("Amount").fill(text);
  await page.getByRole("radio", { name: /^Instant/ }).check();
  await page.getByRole("button", { name: "Review payout" }).click();
  await expect(page.getByText("usually within 30 minutes")).toBeVisible();
  const before = await balanceAtStripe(account, "available", "usd");
  await page.getByRole("button", { name: `Pay out $${text}` }).click();
  await payoutPage(page, main);
  await expect(page.locator("main")).toContainText("Instant");
  const [payout] = await payoutsAtStripe(account, minor);
  expect(payout).toMatchObject({ method: "instant" });
  const row = await askStripe(account, `/v1/balance_transactions/${payout?.balance_transaction}`);
  expect(await balanceAtStripe(account, "available", "usd")).toBe(before + Number(row.net));
});
