import { apiOf } from "./api";
import { expect, personOf, signIn, test } from "./fixtures";

test.describe("walls between organizations", () => {
  test("another organization's ids are not found, through the API", async ({ main, other }) => {
    const ours = apiOf(main);
    const theirs = apiOf(other);
    const payouts = (await ours("GET", "/api/payouts?limit=1")).body.data as { id: string; stripePayoutId: string }[];
    const payout = payouts[0];
    if (!payout) throw new Error("The demo has no payout.");
    const unknown = await theirs("GET", "/api/payouts/00000000-0000-4000-8000-000000000000");
    for (const id of [payout.id, payout.stripePayoutId, "not-an-id"]) {
      const answer = await theirs("GET", `/api/payouts/${id}`);
      expect(answer.status).toBe(404);
      expect(answer.body.detail).toBe(unknown.body.detail);
      expect((await theirs("POST", `/api/payouts/${id}/cancel`)).status).toBe(404);
    }
    const foreignAccount = `accountId=${main.accountIds[0]}`;
    for (const path of ["/api/balance", "/api/balance/transactions", "/api/payouts", "/api/sync/runs"]) {
      expect((await theirs("GET", `${path}?${foreignAccount}`)).status, path).toBe(404);
    }
  });

  test("another organization's pages are not found, and nothing of it is shown", async ({ page, main, other }) => {
    await signIn(page, personOf(other, "owner"), other);
    const [payout] = (await apiOf(main)("GET", "/api/payouts?limit=1")).body.data as { id: string }[];
    const [row] = (await apiOf(main)("GET", "/api/balance/transactions?limit=1")).body.data as { id: string }[];
    const reports = ["/reports/revenue", "/reports/fees", "/reports/customers"];
    const lists = [
      "",
      "/balance",
      "/transactions",
      "/payouts",
      "/payouts/new",
      "/sync",
      "/developers/keys",
      "/developers/events",
      "/settings/members",
    ];
    const paths = [...lists, ...reports];
    const theirs = [
      ...paths.map((path) => `/${main.slug}${path}`),
      `/${main.slug}/payouts/${payout?.id}`,
      `/${main.slug}/transactions/${row?.id}`,
    ];
    const underOurName = [`/${other.slug}/payouts/${payout?.id}`, `/${other.slug}/transactions/${row?.id}`];
    for (const path of [...theirs, ...underOurName, `/nobody-at-all/balance`]) {
      const response = await page.goto(path);
      expect(response?.status(), path).toBe(404);
      await expect(page.getByRole("heading", { level: 1, name: "There is nothing here" })).toBeVisible();
      expect(await response?.text(), path).not.toContain("Juniper Supply US");
    }
  });

  test("a viewer sees the money and cannot pay out", async ({ viewerPage, main }) => {
    await viewerPage.goto(`/${main.slug}/payouts/new`);
    await expect(viewerPage.getByText("Only finance, admins and owners can create payouts.")).toBeVisible();
    await expect(viewerPage.getByLabel("Amount")).toHaveCount(0);
    const refused = await viewerPage.evaluate(async (slug) => {
      const response = await fetch("/api/payouts", {
        method: "POST",
        headers: { "content-type": "application/json", "x-organization": slug },
        body: JSON.stringify({ amount: 100, currency: "usd" }),
      });
      return { status: response.status, body: await response.json() };
    }, main.slug);
    expect(refused.status).toBe(403);
    expect(refused.body.code).toBe("forbidden");
  });
});
