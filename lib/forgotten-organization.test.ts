import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { balanceTransactions, payoutIntents, syncRuns, webhookEvents } from "@/db/schema";
import { createForgetfulDb, type ForgetfulDb } from "@/db/testing-mutations";
import { eventRow } from "@/db/testing-rows";
import type { Context } from "./context";
import { createApiKey } from "./keys/create-api-key";
import { inviteMember } from "./members/invite-member";
import { listMembers } from "./members/list-members";
import { createPayout } from "./payouts/create-payout";
import { accountAt } from "./payouts/testing";
import { syncAccount } from "./sync/sync-account";
import { createWorld, type TestWorld } from "./testing";
import { type Ids, memberActs, payoutOf } from "./testing-acts";
import { work } from "./testing-work";

// Every verb works as one organization on the ids of another, in a database that forgets the conditions on the
// organization one after the other.

let world: TestWorld;
let theirs: Ids;

beforeAll(async () => {
  world = await createWorld();
  await world.advance(4 * 86_400);
  for (const { accounts, asSystem } of world.organizations) {
    for (const { stripeAccountId } of accounts)
      await syncAccount(asSystem(), { accountId: stripeAccountId, trigger: "cron" });
  }
  theirs = await idsOf(1);
});
afterAll(() => world.close());

/** An organization with something of everything, and its ids. */
async function idsOf(index: number): Promise<Ids> {
  const organization = world.organization(index);
  const ctx = organization.as("owner");
  const { organizationId } = organization;
  const { stripeAccountId } = accountAt(organization);
  const made = await createPayout(ctx, payoutOf(700n), { clientKey: randomUUID() });
  const event = `evt_${randomUUID()}`;
  await world.owner
    .insert(webhookEvents)
    .values({ ...eventRow(event, { organizationId, stripeAccountId }), state: "dead", type: "account.updated" });
  const ofOrganization = (table: typeof payoutIntents | typeof syncRuns | typeof balanceTransactions) =>
    world.owner.select({ id: table.id }).from(table).where(eq(table.organizationId, organizationId)).limit(1);
  const first = (rows: readonly { id: string }[]) => rows[0]?.id ?? "none";
  const invited = await inviteMember(ctx, { email: `${randomUUID()}@example.com`, role: "viewer" });
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

/** Everything that can be done, or only what names things, of theirs. */
async function forget(url: string, what: "everything" | "theirs"): Promise<ForgetfulDb> {
  const forgetful = createForgetfulDb(url);
  const ours = world.organization(0);
  const ctx: Context = { ...ours.as("owner"), db: forgetful.db };
  const named = async (ids: Ids) => {
    for (const act of Object.values(memberActs)) await act(ctx, ids).catch(() => undefined);
  };
  try {
    if (what === "everything") for (const act of Object.values(work)) await act(ctx, { world, ours });
    await named(theirs);
    if (what === "everything") await named(await idsOf(0));
  } finally {
    await forgetful.close();
  }
  return forgetful;
}

/** Whatever could only come from the other organization. */
function isTheirs(row: string): boolean {
  const { organizationId, accounts } = world.organization(1);
  return [organizationId, ...Object.values(theirs), ...accounts.map(({ id }) => id)].some((id) => row.includes(id));
}

describe("a condition on the organization that somebody forgot", () => {
  it("shows nothing and changes nothing of another organization, wherever it is missing", async () => {
    const { mutations, unnamed } = await forget(world.databaseUrl, "everything");
    expect(mutations.length).toBeGreaterThan(300);
    expect(mutations.filter(({ difference }) => difference > 0)).toEqual([]);
    expect([...unnamed]).toEqual([]);
  });

  it("would without the second wall, so that the test above can fail", async () => {
    const { mutations } = await forget(world.ownerUrl, "theirs");
    const leaks = mutations.filter(({ gained }) => gained.some(isTheirs));
    const changes = mutations.filter(
      ({ statement, difference }) => /^(update|delete)/.test(statement) && difference > 0,
    );
    expect(new Set(leaks.map(({ statement }) => statement)).size).toBeGreaterThan(15);
    expect(changes.length).toBeGreaterThan(0);
  });
});
