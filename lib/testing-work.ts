import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { connectAccount } from "./accounts/connect-account";
import { disconnectAccount } from "./accounts/disconnect-account";
import { verifyAuditChain } from "./audit/verify-audit-chain";
import { getTransaction } from "./balance/get-transaction";
import { listTransactions } from "./balance/list-transactions";
import type { Context } from "./context";
import { toCurrency } from "./core/currency";
import { listTransactionsInput } from "./core/list-input";
import { feeReportInput } from "./core/report-input";
import { claimIdempotencyKey, keepAnswer, releaseIdempotencyKey, reopenIdempotencyKey } from "./http/idempotency";
import { acceptInvitation } from "./members/accept-invitation";
import { inviteMember } from "./members/invite-member";
import { leaveOrganization } from "./members/leave-organization";
import { transferOwnership } from "./members/transfer-ownership";
import { createPayout } from "./payouts/create-payout";
import { getPayout } from "./payouts/get-payout";
import { listDifferingPayouts } from "./payouts/list-differing-payouts";
import { sweepPayoutIntents } from "./payouts/sweep-payout-intents";
import { sweepPayouts } from "./payouts/sweep-payouts";
import { accountAt } from "./payouts/testing";
import { getFeeReport } from "./reports/get-fee-report";
import { sumPaymentsInLedger } from "./reports/sum-payments-in-ledger";
import { findLatestRun } from "./sync/find-latest-run";
import { listSyncRuns } from "./sync/list-sync-runs";
import { syncAccount } from "./sync/sync-account";
import type { TestOrganization, TestWorld } from "./testing";
import { payoutOf } from "./testing-acts";
import { processEvents } from "./webhooks/process-events";
import { post } from "./webhooks/testing";

export type Workplace = { readonly world: TestWorld; readonly ours: TestOrganization };

/** What takes more than one step, or is done by operators, by Stripe's events and by the clock; on what is ours. */
export const work: Record<string, (ctx: Context, place: Workplace) => Promise<unknown>> = {
  verifyAuditChain,
  sumPaymentsInLedger: (ctx) =>
    sumPaymentsInLedger(ctx, {
      range: { from: new Date("2026-01-01T00:00:00Z"), to: new Date("2027-01-01T00:00:00Z"), timezone: "UTC" },
      currency: toCurrency("usd"),
    }),
  answerOnce,
  joinAndLeave,
  handOwnershipOver,
  readLedgers,
  lookClosely,
  actOnEvents,
  sweep,
  refuse,
  // Both are active again afterwards.
  disconnectAndConnect: async (ctx, { ours }) => {
    const named = { organizationSlug: ours.slug, stripeAccountId: accountAt(ours).stripeAccountId };
    await disconnectAccount(ctx, named);
    await connectAccount(ctx, named);
    await disconnectAccount(ctx, { ...named, stripeAccountId: accountAt(ours, 1).stripeAccountId });
    await connectAccount(ctx, { ...named, stripeAccountId: accountAt(ours, 1).stripeAccountId });
  },
};

async function answerOnce(ctx: Context): Promise<void> {
  const write = { route: "/api/payouts", key: randomUUID(), requestHash: "hash" };
  await claimIdempotencyKey(ctx, write);
  await reopenIdempotencyKey(ctx, write);
  await keepAnswer(ctx, write, { status: 201, text: "{}", location: null });
  await claimIdempotencyKey(ctx, write);
  const another = { ...write, key: randomUUID() };
  await claimIdempotencyKey(ctx, another);
  await releaseIdempotencyKey(ctx, another);
}

/** All of it, then what is new, then all of it again in the place of a run that did not get through. */
async function readLedgers(ctx: Context, { world, ours }: Workplace): Promise<void> {
  // Forgotten, so that the rows of payouts are linked once more.
  const linked = sql`organization_id = ${ours.organizationId} and stripe_payout_id is not null`;
  await world.owner.execute(sql`update balance_transactions set stripe_payout_id = null where ${linked}`);
  for (const { stripeAccountId: accountId } of ours.accounts) {
    await syncAccount(ctx, { accountId, trigger: "cron", full: true });
    await syncAccount(ctx, { accountId, trigger: "cron" });
    await syncAccount(ctx, { accountId, trigger: "cron", budgetMs: 0 });
    await syncAccount(ctx, { accountId, trigger: "cron", full: true });
  }
}

/** What is asked about one account, one automatic payout, and a transaction of everybody's by Stripe's id. */
async function lookClosely(ctx: Context, { world, ours }: Workplace): Promise<void> {
  const { rows } = await world.owner.execute<{ id: string }>(sql`
    select id from payouts
    where organization_id = ${ours.organizationId} and automatic and reconciliation_status = 'completed' limit 1`);
  const [{ id: payoutId } = { id: "none" }] = rows;
  await getPayout(ctx, { id: payoutId });
  await listDifferingPayouts(ctx);
  await listTransactions(ctx, listTransactionsInput.parse({ payoutId }));
  const transactions = await world.owner.execute<{ id: string }>(
    sql`select min(stripe_balance_txn_id) as id from balance_transactions group by organization_id`,
  );
  for (const { id } of transactions.rows) await getTransaction(ctx, { id }).catch(() => undefined);
  const { stripeAccountId: accountId } = accountAt(ours);
  await listSyncRuns(ctx, { limit: 20, offset: 0, accountId });
  await findLatestRun(ctx, accountAt(ours));
  const asked = { startDate: "2026-11-01", endDate: "2026-11-30", timezone: "UTC", accountId };
  await getFeeReport(ctx, feeReportInput.parse(asked));
}

async function joinAndLeave(ctx: Context, { world }: Workplace): Promise<void> {
  const email = `${randomUUID()}@example.com`;
  const { token } = await inviteMember(ctx, { email, role: "viewer" });
  await acceptInvitation(ctx, { token, person: { kind: "new", name: "New", password: "a password for tests" } });
  const { rows } = await world.owner.execute<{ id: string }>(sql`select id from users where email = ${email}`);
  const userId = rows[0]?.id ?? "none";
  await leaveOrganization({ ...ctx, actor: { kind: "user", userId, name: "New", role: "viewer" } });
}

async function handOwnershipOver(ctx: Context, { ours }: Workplace): Promise<void> {
  const { owner, admin } = ours.userIds;
  await transferOwnership(ctx, { id: `member_${admin}` });
  const actor = { kind: "user", userId: admin, name: "Admin", role: "owner" } as const;
  await transferOwnership({ ...ctx, actor }, { id: `member_${owner}` });
}

const mirrored = [
  { type: "charge.updated", table: "charges", key: "stripe_charge_id" },
  { type: "refund.updated", table: "refunds", key: "stripe_refund_id" },
  { type: "charge.dispute.updated", table: "disputes", key: "stripe_dispute_id" },
  { type: "customer.updated", table: "customers", key: "stripe_customer_id" },
  { type: "customer.subscription.updated", table: "subscriptions", key: "stripe_subscription_id" },
  { type: "payout.updated", table: "payouts", key: "stripe_payout_id" },
];

/** Events about one of each kind that we have, as Stripe would send them. */
async function actOnEvents(ctx: Context, { world, ours }: Workplace): Promise<void> {
  for (const { type, table, key } of mirrored) {
    const { rows } = await world.owner.execute<{ account: string; id: string }>(sql`
      select a.stripe_account_id as account, ${sql.identifier(key)} as id
      from ${sql.identifier(table)} as one join connected_accounts as a on a.id = one.connected_account_id
      where a.organization_id = ${ours.organizationId} limit 1`);
    for (const { account, id } of rows) await post(world, { type, account, object: { id } });
  }
  for (const type of ["balance.available", "account.updated"]) {
    await post(world, { type, account: accountAt(ours).stripeAccountId, object: { id: "none" } });
  }
  await processEvents(ctx, { limit: 20 });
}

/** A payout of which Stripe's answer was lost, found again by the sweep. */
async function sweep(ctx: Context, { world }: Workplace): Promise<void> {
  world.emulator.setFaults([{ kind: "rate_limit", method: "POST", path: "/v1/payouts" }]);
  await createPayout(ctx, payoutOf(300n), { clientKey: randomUUID() });
  world.emulator.clearFaults();
  await sweepPayoutIntents(ctx);
  await sweepPayouts(ctx);
}

async function refuse(ctx: Context, { world }: Workplace): Promise<void> {
  world.emulator.setFaults([{ kind: "status", status: 403, method: "POST", path: "/v1/payouts" }]);
  await createPayout(ctx, payoutOf(300n), { clientKey: randomUUID() }).catch(() => undefined);
  world.emulator.clearFaults();
}
