import type { Page } from "@playwright/test";
import { apiOf } from "./api";
import type { DemoOrganization } from "./demo";
import { complaintsOf, expect, test } from "./fixtures";

type Period = { date: string; revenue: number; total: number; count: number };
type Totals = { currency: string; count: number; amount: number; fee: number; net: number }[];

const usd = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });

/** An amount of US cents as the pages write it. */
function dollars(minor: number): string {
  return usd.format(minor / 100).replace("-", "\u2212");
}

/** Whole months up to the end of the last one, so that nothing that happens meanwhile changes a figure. */
function lastMonths(count: number): { startDate: string; endDate: string } {
  const now = new Date();
  const day = (month: number, date: number) => new Date(Date.UTC(now.getUTCFullYear(), month, date));
  const text = (date: Date) => date.toISOString().slice(0, 10);
  return { startDate: text(day(now.getUTCMonth() - count, 1)), endDate: text(day(now.getUTCMonth(), 0)) };
}

/** The address of a report's page and of the same report over REST. */
function addressOf(organization: DemoOrganization, name: string, query: Record<string, string>) {
  const text = new URLSearchParams(query).toString();
  return { page: `/${organization.slug}/reports/${name}?${text}`, api: `/api/reports/${name}?${text}` };
}

function table(page: Page, caption: string) {
  return page.getByRole("table", { name: caption });
}

test("the revenue page shows what REST gives", async ({ ownerPage: page, main }) => {
  const complaints = complaintsOf(page);
  const months = { ...lastMonths(6), groupBy: "month", currency: "usd" };
  const address = addressOf(main, "revenue", { ...months, compare: "none" });
  const { body } = await apiOf(main)("GET", address.api);
  const periods = body.periods as Period[];
  expect(periods).toHaveLength(6);
  await page.goto(address.page);
  await expect(page.getByRole("heading", { level: 1, name: "Revenue" })).toBeVisible();
  const rows = table(page, "Revenue by month").locator("tbody tr");
  await expect(rows).toHaveCount(6);
  for (const [index, period] of periods.toReversed().entries()) {
    const cells = rows.nth(index).getByRole("cell");
    await expect(cells.nth(0)).toHaveText(period.count.toLocaleString("en-US"));
    await expect(cells.nth(1)).toHaveText(dollars(period.revenue));
  }
  const foot = table(page, "Revenue by month").locator("tfoot");
  await expect(foot.getByRole("cell").nth(1)).toHaveText(dollars(Number(body.total)));
  expect(periods.reduce((sum, period) => sum + period.revenue, 0)).toBe(body.total);
  expect(complaints).toEqual([]);
});

test("a month of revenue leads to the payments it is made of", async ({ ownerPage: page, main }) => {
  const api = apiOf(main);
  // The ledger of this account has no other currency, so that payments and rows are the same.
  const query = { ...lastMonths(3), groupBy: "month", compare: "none" };
  const account = await singleCurrencyAccount(main);
  const address = addressOf(main, "revenue", { ...query, ...account });
  const { body } = await api("GET", address.api);
  const periods = body.periods as Period[];
  const last = periods.at(-1);
  await page.goto(address.page);
  await expect(page.getByText(/^Adds up: [\d,]+ payments?$/)).toBeVisible();
  const row = table(page, "Revenue by month").locator("tbody tr").first();
  const link = row.getByRole("link").first();
  const { searchParams } = new URL((await link.getAttribute("href")) ?? "", page.url());
  const listed = await api("GET", `/api/balance/transactions?${searchParams}`);
  const total = (listed.body.totals as Totals)[0];
  expect([total?.count, total?.amount]).toEqual([last?.count, last?.revenue]);
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name: "Transactions" })).toBeVisible();
  await expect(page.getByRole("status").first()).toHaveText(`${last?.count.toLocaleString("en-US")} transactions`);
});

test("the fees page shows what REST gives, by kind and by month", async ({ ownerPage: page, main }) => {
  const complaints = complaintsOf(page);
  const address = addressOf(main, "fees", { ...lastMonths(4), groupBy: "month", currency: "usd" });
  const { body } = await apiOf(main)("GET", address.api);
  const periods = body.periods as Period[];
  await page.goto(address.page);
  const rows = table(page, "Fees by month").locator("tbody tr");
  await expect(rows).toHaveCount(4);
  for (const [index, period] of periods.toReversed().entries()) {
    await expect(rows.nth(index)).toContainText(dollars(period.total));
  }
  for (const caption of ["Fees by month", "Fees by kind"]) {
    await expect(table(page, caption).locator("tfoot")).toContainText(dollars(Number(body.total)));
  }
  const kinds = table(page, "Fees by kind");
  await expect(kinds.getByRole("rowheader", { name: "Stripe processing" })).toBeVisible();
  await expect(kinds).toContainText(dollars(Number(body.processingFees)));
  const rate = `${(Number(body.effectiveRate) * 100).toFixed(2)}%`;
  await expect(page.locator(".kpi", { hasText: "Effective rate" })).toContainText(rate);
  expect(complaints).toEqual([]);
});

test("a fee that only its category tells is in the total, which adds up, and in the list", async ({
  ownerPage: page,
  main,
}) => {
  const query = { ...lastMonths(4), groupBy: "month", currency: "usd" };
  const address = addressOf(main, "fees", query);
  const { body } = await apiOf(main)("GET", address.api);
  type Booked = { type: string; reportingCategory: string; amount: number };
  const isFee = ({ type, reportingCategory }: Booked) => type === "adjustment" && reportingCategory === "fee";
  const booked = (body.breakdown as Booked[]).find(isFee);
  expect(booked?.amount).toBeGreaterThan(0);
  await page.goto(address.page);
  await expect(page.getByText(/^Adds up: [\d,]+ fee lines$/)).toBeVisible();
  const row = table(page, "Fees by kind").getByRole("row", { name: /^Adjustment billed by itself/ });
  await expect(row).toContainText(dollars(booked?.amount ?? 0));
  const { searchParams } = new URL((await row.getByRole("link").getAttribute("href")) ?? "", page.url());
  searchParams.set("limit", "100");
  const rows: Booked[] = [];
  for (let offset = 0, hasMore = true; hasMore; offset += 100) {
    const listed = (await apiOf(main)("GET", `/api/balance/transactions?${searchParams}&offset=${offset}`)).body;
    rows.push(...(listed.data as Booked[]));
    hasMore = (listed.pagination as { hasMore: boolean }).hasMore;
  }
  expect(rows.filter(isFee).reduce((sum, { amount }) => sum - amount, 0)).toBe(booked?.amount);
});

test("the customers page shows what REST gives", async ({ ownerPage: page, main }) => {
  const complaints = complaintsOf(page);
  const address = addressOf(main, "customers", { ...lastMonths(1), currency: "usd" });
  const { body } = await apiOf(main)("GET", address.api);
  const active = Number(body.activeCustomers);
  expect(active).toBeGreaterThan(0);
  await page.goto(address.page);
  const count = (number: unknown) => Number(number).toLocaleString("en-US");
  await expect(page.locator(".kpi--main .v")).toHaveText(count(active));
  const bridge = table(page, "Customers by week").locator("tfoot tr").last();
  await expect(bridge.getByRole("cell").last()).toHaveText(count(active));
  await expect(bridge.getByRole("cell").nth(1)).toHaveText(count(body.returningCustomers));
  const top = table(page, "Customers by revenue");
  const [first] = body.topCustomers as { revenue: number }[];
  await expect(top.locator("tbody tr").first()).toContainText(dollars(first?.revenue ?? 0));
  await expect(top.locator("tfoot tr").last()).toContainText(dollars(Number(body.revenue)));
  expect(complaints).toEqual([]);
});

test("every report has its table in the page itself, before any script", async ({ ownerPage: page, main }) => {
  for (const [name, caption] of [
    ["revenue", "Revenue by month"],
    ["fees", "Fees by kind"],
    ["customers", "Customers by revenue"],
  ] as const) {
    const response = await page.request.get(`/${main.slug}/reports/${name}`);
    expect(response.status()).toBe(200);
    const html = await response.text();
    expect(html).toContain(`<caption class="sr-only">${caption}</caption>`);
    expect(html).toContain('class="bar');
  }
});

test("the chart can be walked through by keyboard and opens its rows", async ({ ownerPage: page, main }) => {
  const query = { ...lastMonths(3), groupBy: "month", currency: "usd", compare: "none" };
  await page.goto(addressOf(main, "revenue", query).page);
  const chart = page.locator(".chart__live svg[role=application]");
  await expect(chart).toBeVisible();
  await chart.focus();
  await page.keyboard.press("ArrowRight");
  const tip = page.locator(".tip");
  await expect(tip).toContainText("Revenue");
  await expect(tip).toContainText("Enter or click to see");
  await page.keyboard.press("Escape");
  await expect(tip).toBeHidden();
  await page.keyboard.press("ArrowRight");
  await expect(tip).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Transactions" })).toBeVisible();
  expect(new URL(page.url()).searchParams.get("type")).toBe("charges");
});

test("filters of a report stand in its address, and what is not understood is said", async ({
  ownerPage: page,
  main,
}) => {
  await page.goto(`/${main.slug}/reports/revenue?range=30d&groupBy=hour&colour=blue`);
  await expect(
    page.getByText("Some filters in this link were not understood: groupBy=hour and colour=blue."),
  ).toBeVisible();
  await page.getByRole("navigation", { name: "Group by" }).getByRole("link", { name: "Week" }).click();
  await expect(page).toHaveURL(/groupBy=week/);
  await expect(table(page, "Revenue by week")).toBeVisible();
  await page.locator("summary", { hasText: "Compare" }).press("Enter");
  await page.getByRole("link", { name: "Period before" }).click();
  await expect(page).toHaveURL(/compare=previous/);
  await expect(table(page, "Revenue by week").getByRole("columnheader", { name: "Period before" })).toBeVisible();
  await table(page, "Revenue by week").getByRole("link", { name: "Payments" }).click();
  await expect(page).toHaveURL(/sort=-payments/);
  await expect(table(page, "Revenue by week").getByRole("columnheader", { name: /Payments/ })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
});

test("the overview shows the revenue and the fees of its reports", async ({ ownerPage: page, main }) => {
  await page.goto(`/${main.slug}`);
  for (const [title, name] of [
    ["Revenue", "revenue"],
    ["Fees", "fees"],
  ] as const) {
    const section = page.getByRole("region", { name: title, exact: true });
    const shown = (await section.locator(".arr__fig .amt").textContent()) ?? "";
    await section.getByRole("link", { name: "Report" }).click();
    await expect(page).toHaveURL(new RegExp(`/reports/${name}\\?range=30d$`));
    await expect(page.locator(".kpi--main .v")).toHaveText(shown);
    await page.goBack();
  }
});

/** An account and a currency of which the last months' revenue is what the ledger has, with at least one payment. */
async function singleCurrencyAccount(organization: DemoOrganization) {
  const api = apiOf(organization);
  const dates = lastMonths(3);
  for (const accountId of organization.accountIds.toReversed()) {
    const query = new URLSearchParams({ ...dates, accountId });
    const report = (await api("GET", `/api/reports/revenue?${query}&groupBy=month`)).body;
    const currency = String(report.currency);
    const listed = await api("GET", `/api/balance/transactions?${query}&type=charges&currency=${currency}&limit=1`);
    const total = (listed.body.totals as Totals)[0];
    const last = (report.periods as Period[]).at(-1);
    if (last && last.count > 0 && total && total.amount === report.total && total.count === report.count)
      return { accountId, currency };
  }
  throw new Error("No account of the demo sells in one currency only.");
}
