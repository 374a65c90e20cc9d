import { randomUUID } from "node:crypto";
import { type ConnectedAccountId, type OrganizationId, toConnectedAccountId, toOrganizationId } from "../lib/core/ids";
import type { Database } from "./client";
import {
  type balanceTransactions,
  connectedAccounts,
  organizations,
  type payoutIntents,
  type payouts,
  type webhookEvents,
} from "./schema";

export type Tenant = { readonly organizationId: OrganizationId; readonly connectedAccountId: ConnectedAccountId };

/** An organization of that slug with one connected account, its default. */
export async function insertTenant(db: Database, slug: string): Promise<Tenant> {
  const organizationId = toOrganizationId(`org_${slug}`);
  await db.insert(organizations).values({ id: organizationId, name: slug, slug });
  const [account] = await db
    .insert(connectedAccounts)
    .values(accountRow(organizationId, { isDefault: true }))
    .returning({ id: connectedAccounts.id });
  if (!account) throw new Error("The account was not inserted.");
  return { organizationId, connectedAccountId: toConnectedAccountId(account.id) };
}

type AccountRow = typeof connectedAccounts.$inferInsert;
type TransactionRow = typeof balanceTransactions.$inferInsert;
type PayoutRow = typeof payouts.$inferInsert;
type EventRow = typeof webhookEvents.$inferInsert;
type IntentRow = typeof payoutIntents.$inferInsert;

/** A connected account with an id of its own. */
export function accountRow(organizationId: OrganizationId, change: Partial<AccountRow> = {}): AccountRow {
  return {
    organizationId,
    stripeAccountId: `acct_${randomUUID().replaceAll("-", "")}`,
    livemode: false,
    defaultCurrency: "usd",
    chargesEnabled: true,
    payoutsEnabled: true,
    ...change,
  };
}

/** A charge of $100.00 with a fee of $3.20. */
export function transactionRow(tenant: Tenant, change: Partial<TransactionRow> = {}): TransactionRow {
  return {
    ...tenant,
    stripeBalanceTxnId: "txn_1",
    amount: 10_000n,
    fee: 320n,
    netAmount: 9_680n,
    currency: "usd",
    type: "charge",
    reportingCategory: "charge",
    balanceType: "payments",
    feeDetails: [],
    availableOn: new Date("2026-11-24T00:00:00Z"),
    created: new Date("2026-11-22T14:00:03Z"),
    ...change,
  };
}

/** A manual payout of $1,240.00, pending. */
export function payoutRow(tenant: Tenant, change: Partial<PayoutRow> = {}): PayoutRow {
  return {
    ...tenant,
    stripePayoutId: "po_1",
    amount: 124_000n,
    currency: "usd",
    status: "pending",
    arrivalDate: new Date("2026-11-24T00:00:00Z"),
    created: new Date("2026-11-22T14:00:03Z"),
    automatic: false,
    method: "standard",
    type: "bank_account",
    livemode: false,
    fetchedAt: new Date("2026-11-22T14:00:04Z"),
    ...change,
  };
}

/** A payout of $1,240.00 that is wanted and not yet sent. */
export function intentRow(tenant: Tenant, change: Partial<IntentRow> = {}): IntentRow {
  return {
    ...tenant,
    clientKey: randomUUID(),
    requestHash: Buffer.alloc(32),
    amount: 124_000n,
    currency: "usd",
    method: "standard",
    state: "created",
    ...change,
  };
}

/** An event of Stripe's that nobody has looked at; it belongs to no organization yet. */
export function eventRow(id: string, change: Partial<EventRow> = {}): EventRow {
  return {
    id,
    type: "payout.paid",
    livemode: false,
    payload: { object: {}, changed: [] },
    created: new Date("2026-11-22T14:00:03Z"),
    receivedAt: new Date("2026-11-22T14:00:04Z"),
    ...change,
  };
}
