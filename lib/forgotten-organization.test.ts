import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { balanceTransactions, payoutIntents, syncRuns, webhookEvents } from "@/db/schema";
import { createForgetfulDb, type Mutation } from "@/db/testing-mutations";
import { eventRow } from "@/db/testing-rows";
import { listAccounts } from "./accounts/list-accounts";
import { listExternalAccounts } from "./accounts/list-external-accounts";
import { getBalance } from "./balance/get-balance";
import { getTransaction } from "./balance/get-transaction";
import { listTransactions } from "./balance/list-transactions";
import { pendingRelease } from "./balance/pending-release";
import type { Context } from "./context";
import { listPayoutsInput, listTransactionsInput } from "./core/list-input";
import { customerReportInput, feeReportInput, revenueReportInput } from "./core/report-input";
import { createApiKey } from "./keys/create-api-key";
import { listApiKeys } from "./keys/list-api-keys";
import { revokeApiKey } from "./keys/revoke-api-key";
import { changeRole } from "./members/change-role";
import { inviteMember } from "./members/invite-member";
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
import { getSyncRun } from "./sync/get-sync-run";
import { ledgerProof } from "./sync/ledger-proof";
import { listSyncRuns } from "./sync/list-sync-runs";
import { syncAccount } from "./sync/sync-account";
import { syncDays } from "./sync/sync-days";
import { createWorld, type TestWorld } from "./testing";
import { replayEvent } from "./webhooks/replay-event";

// Every verb works as one organization on the ids of another, in a database that forgets the conditions on the
// organization one after the other.

type Ids = Record<"payout" | "intent" | "transaction" | "run" | "key" | "member" | "invitation" | "event", string>;

let world: TestWorld;
let theirs: Ids;

beforeAll(async () => {
  world = await createWorld();
  for (const index of [0, 1]) await syncAccount(world.organization(index).asSystem(), { trigger: "cron" });
  theirs = await idsOf(0);
  await idsOf(1);
});
afterAll(() => world.close());

/** An organization with something of everything, and its ids. */
async function idsOf(index: number): Promise<Ids> {
  const organization = world.organization(index);
  const ctx = organization.as("owner");
  const { organizationId } = organization;
  const made = await createPayout(ctx, payoutOf(700n), { clientKey: randomUUID() });
  const event = `evt_${index}`;
  await world.owner.insert(webhookEvents).values(eventRow(event, { organizationId, state: "dead", type: "none" }));
  const ofOrganization = (table: typeof payoutIntents | typeof syncRuns | typeof balanceTransactions) =>
    world.owner.select({ id: table.id }).from(table).where(eq(table.organizationId, organizationId)).limit(1);
  const first = (rows: readonly { id: string }[]) => rows[0]?.id ?? "none";
  const invited = await inviteMember(ctx, { email: `somebody-${index}@example.com`, role: "viewer" });
  return {
    payout: made.kind === "created" ? made.payout.id : "none",
    intent: first(await ofOrganization(payoutIntents)),
    transaction: first(await ofOrganization(balanceTransactions)),
    run: first(await ofOrganization(syncRuns)),
    key: (await createApiKey(ctx, { name: "Theirs", scopes: ["payouts:read"] })).key.id,
    member: (await listMembers(ctx)).find(({ role }) => role === "viewer")?.id ?? "none",
    invitation: invited.invitation.id,
    event,
  };
}

function payoutOf(amount: bigint) {
  return { amount, method: "standard" as const, metadata: {} };
}

const range = { startDate: "2026-01-01", endDate: "2026-12-31", timezone: "Asia/Kolkata" };

/** Whatever a member can do, done once with nothing named and once with what belongs to somebody else. */
const acts: Record<string, (ctx: Context, ids: Ids) => Promise<unknown>> = {
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
  listSyncRuns: (ctx) => listSyncRuns(ctx, { limit: 20, offset: 0 }),
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
  replayEvent: (ctx, ids) => replayEvent(ctx, { id: ids.event }),
  previewPayout: (ctx) => previewPayout(ctx, payoutOf(200n)),
  createPayout: (ctx) => createPayout(ctx, payoutOf(200n), { clientKey: randomUUID() }),
  updateOrganization: (ctx) => updateOrganization(ctx, { name: `Name ${randomUUID()}`, timezone: "UTC" }),
  syncAccount: (ctx) => syncAccount(ctx, { trigger: "cron", full: true }),
};

async function forget(url: string): Promise<Mutation[]> {
  const forgetful = createForgetfulDb(url);
  const ctx: Context = { ...world.organization(1).as("owner"), db: forgetful.db };
  for (const act of Object.values(acts)) await act(ctx, theirs).catch(() => undefined);
  await forgetful.close();
  return [...forgetful.mutations];
}

/** Whatever could only come from the first organization. */
function isTheirs(row: string): boolean {
  const { organizationId, accounts } = world.organization(0);
  return [organizationId, ...Object.values(theirs), ...accounts.map(({ id }) => id)].some((id) => row.includes(id));
}

describe("a condition on the organization that somebody forgot", () => {
  it("shows nothing and changes nothing of another organization, wherever it is missing", async () => {
    const mutations = await forget(world.databaseUrl);
    expect(mutations.length).toBeGreaterThan(80);
    expect(mutations.filter(({ difference }) => difference > 0)).toEqual([]);
  });

  it("would without the second wall, so that the test above can fail", async () => {
    const mutations = await forget(world.ownerUrl);
    const leaks = mutations.filter(({ gained }) => gained.some(isTheirs));
    const changes = mutations.filter(
      ({ statement, difference }) => /^(update|delete)/.test(statement) && difference > 0,
    );
    expect(new Set(leaks.map(({ statement }) => statement)).size).toBeGreaterThan(15);
    expect(changes.length).toBeGreaterThan(0);
  });
});
