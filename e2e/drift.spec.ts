import type { Page } from "@playwright/test";
import { atDatabase } from "./database-side";
import { complaintsOf, expect, test } from "./fixtures";

type Row = { stripe_balance_txn_id: string; amount: string; created: Date };

/** A charge that was made long enough ago for nothing to read it again of itself. */
async function oldCharge(account: string, place: number): Promise<Row> {
  const [row] = await atDatabase<Row>(
    `select txn.stripe_balance_txn_id, txn.amount::text, txn.created
     from balance_transactions txn
     join connected_accounts account on account.id = txn.connected_account_id
     where account.stripe_account_id = $1 and txn.type = 'charge' and txn.currency = 'usd' and txn.amount > 1000
     order by txn.created
     offset $2 limit 1`,
    [account, place],
  );
  if (!row) throw new Error(`The account ${account} has too few charges.`);
  return row;
}

const dollars = (minor: number) =>
  (minor / 100).toLocaleString("en-US", { style: "currency", currency: "USD", minimumFractionDigits: 2 });

function proofOf(page: Page, account: string) {
  return page
    .getByRole("table", { name: "Ledger against Stripe" })
    .getByRole("row", { name: new RegExp(`^${account}`) });
}

function repairsOn(page: Page) {
  return page.getByRole("table", { name: "Repairs of the ledger" });
}

async function syncNow(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sync now" }).click();
  await expect(page.getByText(/^Sync(ed: |ed\. |ing\. )/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Sync now" })).toBeEnabled({ timeout: 60_000 });
}

const name = "Juniper Supply US";

test("an amount changed in the database is noticed and set right by the next sync", async ({
  ownerPage: page,
  main,
}) => {
  const complaints = complaintsOf(page);
  const [account = ""] = main.accountIds;
  await page.goto(`/${main.slug}/sync`);
  await syncNow(page);
  await expect(proofOf(page, name).first()).toContainText("Ledger equals Stripe", { timeout: 60_000 });

  const row = await oldCharge(account, 20);
  await atDatabase(
    `update balance_transactions set amount = amount + 777, net_amount = net_amount + 777
     where stripe_balance_txn_id = $1`,
    [row.stripe_balance_txn_id],
  );
  await page.reload();
  await expect(proofOf(page, name).first()).toContainText("Differs by $7.77");

  await syncNow(page);
  await expect(proofOf(page, name).first()).toContainText("Ledger equals Stripe", { timeout: 60_000 });
  const amount = Number(row.amount);
  await expect(repairsOn(page).getByRole("listitem").filter({ hasText: row.stripe_balance_txn_id })).toContainText(
    `said ${dollars(amount + 777)} USD and says ${dollars(amount)} again`,
  );
  expect(complaints).toEqual([]);
});

test("damage whose sums cancel is noticed too, and a deleted row comes back", async ({ ownerPage: page, main }) => {
  const [account = ""] = main.accountIds;
  const [one, other, gone] = [await oldCharge(account, 21), await oldCharge(account, 22), await oldCharge(account, 23)];
  for (const [{ stripe_balance_txn_id: id }, shift] of [
    [one, 777],
    [other, -777],
  ] as const) {
    await atDatabase(
      `update balance_transactions set amount = amount + $2, net_amount = net_amount + $2
       where stripe_balance_txn_id = $1`,
      [id, shift],
    );
  }
  await page.goto(`/${main.slug}/sync`);
  await expect(proofOf(page, name).first()).toContainText("Ledger equals Stripe");
  await syncNow(page);
  for (const { stripe_balance_txn_id: id } of [one, other]) {
    await expect(repairsOn(page).getByRole("listitem").filter({ hasText: id })).toContainText("again", {
      timeout: 60_000,
    });
  }

  await atDatabase("delete from balance_transactions where stripe_balance_txn_id = $1", [gone.stripe_balance_txn_id]);
  await page.reload();
  await expect(proofOf(page, name).first()).toContainText("Differs by");
  await syncNow(page);
  await expect(proofOf(page, name).first()).toContainText("Ledger equals Stripe", { timeout: 60_000 });
  const repair = repairsOn(page).getByRole("listitem").filter({ hasText: gone.stripe_balance_txn_id });
  await expect(repair.filter({ hasText: "was missing and is there again" })).toBeVisible();

  await page.goto(`/${main.slug}/balance`);
  await expect(proofOf(page, name).first()).toContainText("Ledger equals Stripe");
  await expect(repairsOn(page)).toBeVisible();
});
