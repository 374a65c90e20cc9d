import { balanceTransactions, charges, customers, disputes, refunds, subscriptions } from "@/db/schema";
import { createTestDatabase } from "@/db/testing";
import { insertTenant, type Tenant, transactionRow } from "@/db/testing-rows";
import { type Context, contextForSystem, type Services } from "../context";
import { createLog } from "../log";

export type ReportWorld = {
  /** What the product works with for that tenant, at the world's time. */
  contextOf(tenant: Tenant): Context;
  addTenant(slug: string): Promise<Tenant>;
  charge(tenant: Tenant, id: string, change: Partial<ChargeRow> & Timed): Promise<void>;
  /** `ch_0`, `ch_1` and so on. */
  chargeMany(tenant: Tenant, changes: readonly (Partial<ChargeRow> & Timed)[]): Promise<void>;
  refund(tenant: Tenant, id: string, change: Partial<RefundRow> & Timed): Promise<void>;
  dispute(tenant: Tenant, id: string, change: Partial<DisputeRow> & Timed): Promise<void>;
  /** `fees` are its fee details, in minor units. */
  transaction(tenant: Tenant, id: string, change: Partial<TransactionRow> & Timed & { fees?: Fees }): Promise<void>;
  customer(tenant: Tenant, id: string, change?: Partial<CustomerRow>): Promise<void>;
  subscription(
    tenant: Tenant,
    id: string,
    change: Partial<SubscriptionRow> & { start: string; end?: string },
  ): Promise<void>;
  /** As the owner of the tables, who sees every row. */
  readonly db: Context["db"];
  close(): Promise<void>;
};

type Timed = { at: string };
type Fees = readonly (readonly [type: string, minor: bigint])[];
type TransactionRow = typeof balanceTransactions.$inferInsert;
type ChargeRow = typeof charges.$inferInsert;
type RefundRow = typeof refunds.$inferInsert;
type DisputeRow = typeof disputes.$inferInsert;
type CustomerRow = typeof customers.$inferInsert;
type SubscriptionRow = typeof subscriptions.$inferInsert;

const fetchedAt = new Date("2026-11-22T12:00:00Z");

/** A database in which rows of the reports can be written down one by one, at a time that stands still. */
export async function createReportWorld(now: string): Promise<ReportWorld> {
  const { db: application, owner: db, close } = await createTestDatabase();
  return {
    db,
    close,
    contextOf: ({ organizationId }) =>
      contextForSystem(servicesAt(new Date(now), application), organizationId, "operator"),
    addTenant: (slug) => insertTenant(db, slug),
    charge: async (tenant, id, change) => {
      await db.insert(charges).values(chargeRow(tenant, id, change));
    },
    chargeMany: async (tenant, changes) => {
      await db.insert(charges).values(changes.map((change, index) => chargeRow(tenant, `ch_${index}`, change)));
    },
    refund: async (tenant, id, { at, ...change }) => {
      await db.insert(refunds).values({
        ...own(tenant),
        stripeRefundId: id,
        amount: 1_000n,
        currency: "usd",
        status: "succeeded",
        created: new Date(at),
        ...change,
      });
    },
    dispute: async (tenant, id, { at, ...change }) => {
      await db.insert(disputes).values({
        ...own(tenant),
        stripeDisputeId: id,
        amount: 1_000n,
        currency: "usd",
        status: "lost",
        reason: "fraudulent",
        balanceTransactions: 1,
        created: new Date(at),
        ...change,
      });
    },
    transaction: async (tenant, id, { at, fees = [], ...change }) => {
      const amount = change.amount ?? 10_000n;
      const currency = change.currency ?? "usd";
      const fee = fees.reduce((sum, [, minor]) => sum + minor, 0n);
      const feeDetails = fees.map(([type, minor]) => ({ type, minor: minor.toString(), currency, description: null }));
      const row = { stripeBalanceTxnId: id, amount, fee, netAmount: amount - fee, currency, feeDetails };
      await db.insert(balanceTransactions).values(transactionRow(tenant, { ...row, created: new Date(at), ...change }));
    },
    customer: async (tenant, id, change = {}) => {
      await db.insert(customers).values({ ...own(tenant), stripeCustomerId: id, created: fetchedAt, ...change });
    },
    subscription: async (tenant, id, { start, end, ...change }) => {
      await db.insert(subscriptions).values({
        ...own(tenant),
        stripeSubscriptionId: id,
        stripeCustomerId: "cus_1",
        status: end === undefined ? "active" : "canceled",
        currency: "usd",
        startDate: new Date(start),
        endedAt: end === undefined ? null : new Date(end),
        cancelAtPeriodEnd: false,
        items: [],
        itemCount: 0,
        created: new Date(start),
        ...change,
      });
    },
  };
}

function own({ organizationId, connectedAccountId }: Tenant) {
  return { organizationId, connectedAccountId, fetchedAt };
}

function chargeRow(tenant: Tenant, id: string, { at, ...change }: Partial<ChargeRow> & Timed): ChargeRow {
  const amount = change.amount ?? 10_000n;
  return {
    ...own(tenant),
    stripeChargeId: id,
    amount,
    amountCaptured: amount,
    amountRefunded: 0n,
    currency: "usd",
    status: "succeeded",
    captured: true,
    refunded: false,
    disputed: false,
    customerKey: change.stripeCustomerId ?? id,
    created: new Date(at),
    ...change,
  };
}

function servicesAt(now: Date, db: Context["db"]): Services {
  const stripeFor = () => {
    throw new Error("A report never asks Stripe.");
  };
  return { db, stripeFor, now: () => now, log: createLog(() => {}), livemode: false };
}
