import { randomUUID } from "node:crypto";
import { listAccounts } from "./accounts/list-accounts";
import { listExternalAccounts } from "./accounts/list-external-accounts";
import { getBalance } from "./balance/get-balance";
import { getTransaction } from "./balance/get-transaction";
import { listTransactions } from "./balance/list-transactions";
import { pendingRelease } from "./balance/pending-release";
import type { Context } from "./context";
import { listEventsInput, listPayoutsInput, listTransactionsInput } from "./core/list-input";
import { customerReportInput, feeReportInput, revenueReportInput } from "./core/report-input";
import { listApiKeys } from "./keys/list-api-keys";
import { revokeApiKey } from "./keys/revoke-api-key";
import { listRepairs } from "./ledger/list-repairs";
import { changeRole } from "./members/change-role";
import { listInvitations } from "./members/list-invitations";
import { listMembers } from "./members/list-members";
import { removeMember } from "./members/remove-member";
import { revokeInvitation } from "./members/revoke-invitation";
import { updateOrganization } from "./organizations/update-organization";
import { cancelPayout } from "./payouts/cancel-payout";
import { countPayouts } from "./payouts/count-payouts";
import { createPayout } from "./payouts/create-payout";
import { getPayout } from "./payouts/get-payout";
import { getPayoutIntent } from "./payouts/get-payout-intent";
import { listPayouts } from "./payouts/list-payouts";
import { previewPayout } from "./payouts/preview-payout";
import { sumPayouts } from "./payouts/sum-payouts";
import { getCustomerReport } from "./reports/get-customer-report";
import { getFeeReport } from "./reports/get-fee-report";
import { getRevenueReport } from "./reports/get-revenue-report";
import { getCoverage } from "./sync/get-coverage";
import { getSyncRun } from "./sync/get-sync-run";
import { ledgerProof } from "./sync/ledger-proof";
import { listSyncRuns } from "./sync/list-sync-runs";
import { syncAccount } from "./sync/sync-account";
import { syncDays } from "./sync/sync-days";
import { countDeadEvents } from "./webhooks/count-dead-events";
import { countEvents } from "./webhooks/count-events";
import { getEvent } from "./webhooks/get-event";
import { listEvents } from "./webhooks/list-events";
import { replayEvent } from "./webhooks/replay-event";

/** One of each thing that is named by an id. */
export type Ids = Record<
  "payout" | "intent" | "transaction" | "run" | "key" | "member" | "invitation" | "event",
  string
>;

/** The draft of a payout in the currency of the default account, in minor units. */
export function payoutOf(amount: bigint) {
  return { amount, method: "standard" as const, metadata: {} };
}

const range = { startDate: "2026-01-01", endDate: "2026-12-31", timezone: "Asia/Kolkata" };

/** Whatever a member can do, with nothing named or with the ids of somebody. */
export const memberActs: Record<string, (ctx: Context, ids: Ids) => Promise<unknown>> = {
  listAccounts,
  listApiKeys,
  listInvitations,
  listMembers,
  ledgerProof,
  listExternalAccounts: (ctx) => listExternalAccounts(ctx, {}),
  getBalance: (ctx) => getBalance(ctx, {}),
  pendingRelease: (ctx) => pendingRelease(ctx, {}),
  listTransactions: (ctx) => listTransactions(ctx, listTransactionsInput.parse({})),
  listPayouts: (ctx) => listPayouts(ctx, listPayoutsInput.parse({})),
  countPayouts: (ctx) => countPayouts(ctx, {}),
  sumPayouts: (ctx) => sumPayouts(ctx, { from: new Date("2020-01-01T00:00:00Z") }),
  getCoverage: (ctx) => getCoverage(ctx, { resources: ["balance_transactions", "payouts"] }),
  listSyncRuns: (ctx) => listSyncRuns(ctx, { limit: 20, offset: 0 }),
  listRepairs: (ctx) => listRepairs(ctx, { limit: 5 }),
  syncDays: (ctx) => syncDays(ctx, { days: 30 }),
  getRevenueReport: (ctx) => getRevenueReport(ctx, revenueReportInput.parse(range)),
  getFeeReport: (ctx) => getFeeReport(ctx, feeReportInput.parse(range)),
  getCustomerReport: (ctx) => getCustomerReport(ctx, customerReportInput.parse(range)),
  getPayout: (ctx, ids) => getPayout(ctx, { id: ids.payout }),
  getPayoutIntent: (ctx, ids) => getPayoutIntent(ctx, { id: ids.intent }),
  getTransaction: (ctx, ids) => getTransaction(ctx, { id: ids.transaction }),
  getSyncRun: (ctx, ids) => getSyncRun(ctx, { id: ids.run }),
  cancelPayout: (ctx, ids) => cancelPayout(ctx, { id: ids.payout }),
  revokeApiKey: (ctx, ids) => revokeApiKey(ctx, { id: ids.key }),
  changeRole: (ctx, ids) => changeRole(ctx, { id: ids.member, role: "admin" }),
  removeMember: (ctx, ids) => removeMember(ctx, { id: ids.member }),
  revokeInvitation: (ctx, ids) => revokeInvitation(ctx, { id: ids.invitation }),
  listEvents: (ctx) => listEvents(ctx, listEventsInput.parse({})),
  countEvents: (ctx) => countEvents(ctx, {}),
  countDeadEvents: (ctx) => countDeadEvents(ctx, { since: new Date(0) }),
  getEvent: (ctx, ids) => getEvent(ctx, { id: ids.event }),
  replayEvent: (ctx, ids) => replayEvent(ctx, { id: ids.event }),
  previewPayout: (ctx) => previewPayout(ctx, payoutOf(200n)),
  createPayout: (ctx) => createPayout(ctx, payoutOf(200n), { clientKey: randomUUID() }),
  updateOrganization: (ctx) => updateOrganization(ctx, { name: `Name ${randomUUID()}`, timezone: "UTC" }),
  syncAccount: (ctx) => syncAccount(ctx, { trigger: "cron", full: true }),
};
