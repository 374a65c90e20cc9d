import { complaintsOf, expect, test } from "./fixtures";
import { freshAmount, payoutPage, review } from "./steps";
import { balanceAtStripe, emulator, payoutsAtStripe } from "./stripe-side";

test.afterEach(() => emulator("DELETE", "/faults"));

// Nothing may tell of the payout in another way: neither an event nor the list that the scheduled sync reads.
const silence = [
  { kind: "webhook_drop", type: "payout.*" },
  { kind: "reset_before", method: "GET", path: "/v1/payouts" },
];
const lost = [
  { words: "Stripe's answer is lost", isMade: true, fault: { kind: "reset_after" } },
  { words: "Stripe answers with an error", isMade: false, fault: { kind: "status", status: 500 } },
] as const;

for (const { words, isMade, fault } of lost) {
  test(`while ${words}, the page asks and never says failed`, async ({ ownerPage: page, main }) => {
    const [account = ""] = main.accountIds;
    const { text, minor } = freshAmount();
    const before = await balanceAtStripe(account, "available", "usd");
    const send = await review(page, main, { amount: text });
    await emulator("POST", "/faults", [{ ...fault, method: "POST", path: "/v1/payouts" }, ...silence]);
    await send.click();
    const asking = page.getByRole("heading", { level: 1, name: "Checking your payout" });
    await expect(asking).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText("The payout may or may not have been created.")).toBeVisible();
    await expect(page.getByText("looked once")).toBeVisible({ timeout: 30_000 });
    await expect(page.locator("main")).not.toContainText(/failed/i);
    expect(await balanceAtStripe(account, "available", "usd")).toBe(isMade ? before - minor : before);

    // The page keeps its place through a reload, and asks on.
    await page.reload();
    await expect(asking).toBeVisible();
    await emulator("DELETE", "/faults");
    await payoutPage(page, main);
    await expect(page.getByText(`Payout of $${text} created.`)).toBeVisible();
    expect(await payoutsAtStripe(account, minor)).toHaveLength(1);
  });
}

test("two presses of the last button are one payout", async ({ ownerPage: page, main }) => {
  const [account = ""] = main.accountIds;
  const { text, minor } = freshAmount();
  const send = await review(page, main, { amount: text });
  await emulator("POST", "/faults", [{ kind: "latency", method: "POST", path: "/v1/payouts", ms: 700 }]);
  await send.dblclick();
  await payoutPage(page, main);
  expect(await payoutsAtStripe(account, minor)).toHaveLength(1);
});

test("the same form in two tabs is one payout, and both come to it", async ({ ownerPage: page, main }) => {
  const [account = ""] = main.accountIds;
  const { text, minor } = freshAmount();
  const send = await review(page, main, { amount: text });
  const second = await page.context().newPage();
  await second.goto(page.url());
  const sendSecond = second.getByRole("button", { name: `Pay out $${text}` });
  await expect(sendSecond).toBeVisible();
  await Promise.all([send.click(), sendSecond.click()]);
  // The later one may be told that the first is still under way; asking again, it finds the same payout.
  for (const tab of [page, second]) {
    await expect(async () => {
      if (tab.url().includes("/payouts/new")) {
        await tab.getByRole("button", { name: `Pay out $${text}` }).click({ timeout: 2_000 });
      }
      await tab.waitForURL((url) => !url.pathname.endsWith("/new"), { timeout: 5_000 });
    }).toPass({ timeout: 45_000 });
  }
  const [first, other] = [await payoutPage(page, main), await payoutPage(second, main)];
  expect(other).toBe(first);
  expect(await payoutsAtStripe(account, minor)).toHaveLength(1);
  await second.close();
});

test("back to the form keeps what was typed, and back to a sent form cannot pay twice", async ({
  ownerPage: page,
  main,
}) => {
  const [account = ""] = main.accountIds;
  const { text, minor } = freshAmount();
  await review(page, main, { amount: text, description: "Back and forth" });
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "New payout" })).toBeVisible();
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1, name: "Review payout" })).toBeVisible();
  await page.getByRole("link", { name: "Back" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "New payout" })).toBeVisible();
  await expect(page.getByLabel("Amount")).toHaveValue(text);
  await expect(page.getByLabel("Description")).toHaveValue("Back and forth");

  await page.getByRole("button", { name: "Review payout" }).click();
  await page.getByRole("button", { name: `Pay out $${text}` }).click();
  const id = await payoutPage(page, main);
  await page.goBack();
  const again = page.getByRole("button", { name: `Pay out $${text}` });
  await expect(again).toBeVisible();
  await again.click();
  expect(await payoutPage(page, main)).toBe(id);
  expect(await payoutsAtStripe(account, minor)).toHaveLength(1);
});

test("when the server does not answer, the form stays and the same request goes again", async ({
  ownerPage: page,
  main,
}) => {
  const [account = ""] = main.accountIds;
  const { text, minor } = freshAmount();
  const complaints = complaintsOf(page);
  const send = await review(page, main, { amount: text });
  // The request arrives, but its answer is lost on the way back.
  await page.route("**/payouts/new**", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.fetch();
    await route.abort("connectionreset");
  });
  await send.click();
  await expect(page.getByRole("alert").filter({ hasText: "it is not known whether" })).toContainText("can't pay twice");
  await page.unroute("**/payouts/new**");
  await send.click();
  await payoutPage(page, main);
  expect(await payoutsAtStripe(account, minor)).toHaveLength(1);
  expect(complaints.filter((complaint) => !complaint.includes("ERR_CONNECTION_RESET"))).toEqual([]);
});
