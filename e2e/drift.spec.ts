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

/** The scheduled sync may come first and set right what nobody has seen yet; then it is damaged once more. */
async function damage(page: Page, act: () => Promise<unknown>, words: string): Promise<void> {
  await expect(async () => {
    await act();
    await page.reload();
    await expect(proofOf(page, name).first()).toContainText(words, { timeout: 4_000 });
  }).toPass({ timeout: 40_000 });
}

/** Sets the amount of a row in the database, whatever it is now. */
function writeAmount({ stripe_balance_txn_id }: Row, minor: number) {
  return atDatabase(
    "update balance_transactions set amount = $2, net_amount = $2::bigint - fee where stripe_balance_txn_id = $1",
    [stripe_balance_txn_id, minor],
  );
}

function repairOf(page: Page, { stripe_balance_txn_id }: Row) {
  return repairsOn(page).getByRole("listitem").filter({ hasText: stripe_balance_txn_id }).first();
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
  const amount = Number(row.amount);
  await damage(page, () => writeAmount(row, amount + 777), "Differs by $7.77");

  await syncNow(page);
  await expect(proofOf(page, name).first()).toContainText("Ledger equals Stripe", { timeout: 60_000 });
  await expect(repairOf(page, row)).toContainText(
    `said ${dollars(amount + 777)} USD and says ${dollars(amount)} again`,
  );
  expect(complaints).toEqual([]);
});

test("damage whose sums cancel is noticed too, and a deleted row comes back", async ({ ownerPage: page, main }) => {
  const [account = ""] = main.accountIds;
  const [one, other, gone] = [await oldCharge(account, 21), await oldCharge(account, 22), await oldCharge(account, 23)];
  await writeAmount(one, Number(one.amount) + 777);
  await writeAmount(other, Number(other.amount) - 777);
  await page.goto(`/${main.slug}/sync`);
  await expect(proofOf(page, name).first()).toContainText("Ledger equals Stripe");
  await syncNow(page);
  for (const row of [one, other]) await expect(repairOf(page, row)).toContainText("again", { timeout: 60_000 });

  const remove = () =>
    atDatabase("delete from balance_transactions where stripe_balance_txn_id = $1", [gone.stripe_balance_txn_id]);
  await damage(page, remove, "Differs by");
  await syncNow(page);
  await expect(proofOf(page, name).first()).toContainText("Ledger equals Stripe", { timeout: 60_000 });
  await expect(repairOf(page, gone)).toContainText("was missing and is there again");

  await page.goto(`/${main.slug}/balance`);
  await expect(proofOf(page, name).first()).toContainText("Ledger equals Stripe");
  await expect(repairsOn(page)).toBeVisible();
});
