import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { auditLog, members, payoutIntents, syncRuns } from "@/db/schema";
import { type Role, roles } from "@/lib/core/access";
import { closeDoors, openDoors, sessionOf, testOrigin } from "@/lib/http/testing";
import { createApiKey } from "@/lib/keys/create-api-key";
import { inviteMember } from "@/lib/members/invite-member";
import { createPayout } from "@/lib/payouts/create-payout";
import { accountAt } from "@/lib/payouts/testing";
import { createWorld, type TestOrganization, type TestWorld } from "@/lib/testing";
import { post } from "@/lib/webhooks/testing";

// What Next would know of the request that an action answers. Leaving for another page is done by throwing.
const request = vi.hoisted(() => ({ headers: new Headers(), later: [] as unknown[] }));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
vi.mock("next/server", () => ({ after: (work: unknown) => request.later.push(work) }));
vi.mock("next/navigation", () => ({
  redirect: (to: string) => {
    throw new Error(`redirect ${to}`);
  },
  notFound: () => {
    throw new Error("notFound");
  },
}));

const unknownId = "00000000-0000-4000-8000-000000000000";
type Rule = {
  /** The lowest role that may do it. */
  from: Role;
  /** What follows the slug. */
  rest?: () => unknown[];
  /** What is named by an id, of which there are foreign ones. */
  names?: "payout" | "key" | "member" | "invitation" | "event";
};
type Door = "sign-in" | "sign-out" | "invitation";

// Every export of every file of Server Actions. One that is not listed here fails the test.
const matrix: Record<string, Record<string, Rule | Door>> = {
  "actions.ts": { signOutAction: "sign-out" },
  "(auth)/sign-in/actions.ts": { signInAction: "sign-in" },
  "accept-invite/[token]/actions.ts": { acceptInvitationAction: "invitation", signOutHereAction: "sign-out" },
  "[org]/actions.ts": { refreshBalanceAction: { from: "viewer" } },
  "[org]/developers/keys/actions.ts": {
    createApiKeyAction: { from: "admin", rest: () => [{ name: "Matrix", scopes: ["balance:read"] }] },
    revokeApiKeyAction: { from: "admin", names: "key" },
  },
  "[org]/developers/events/actions.ts": { replayEventAction: { from: "admin", names: "event" } },
  "[org]/payouts/actions.ts": {
    createPayoutAction: { from: "finance", rest: () => [null, payoutForm()] },
    cancelPayoutAction: { from: "finance", names: "payout" },
    syncPayoutAction: { from: "finance", names: "payout" },
  },
  "[org]/settings/general/actions.ts": {
    updateOrganizationAction: { from: "admin", rest: () => [{ name: "Juniper", timezone: "UTC" }] },
  },
  "[org]/settings/members/actions.ts": {
    inviteMemberAction: {
      from: "admin",
      rest: () => [{ email: `${crypto.randomUUID()}@example.com`, role: "viewer" }],
    },
    revokeInvitationAction: { from: "admin", names: "invitation" },
    changeRoleAction: { from: "admin", names: "member", rest: () => [{ id: unknownId, role: "viewer" }] },
    removeMemberAction: { from: "admin", names: "member" },
    transferOwnershipAction: { from: "owner", names: "member" },
    leaveOrganizationAction: { from: "viewer" },
  },
  "[org]/sync/actions.ts": { startSyncAction: { from: "finance" } },
};

// Every page, by what has to be known before it shows anything. The journeys look at them in a browser.
const pages: Record<"anybody" | "a signed-in person" | "a member" | "who holds the link", string[]> = {
  anybody: ["(auth)/sign-in", "docs/api", "docs/errors"],
  "a signed-in person": ["", "orgs"],
  "who holds the link": ["accept-invite/[token]"],
  "a member": [
    "[org]",
    "[org]/balance",
    "[org]/developers",
    "[org]/developers/docs",
    "[org]/developers/events/(list)",
    "[org]/developers/events/[id]",
    "[org]/developers/keys",
    "[org]/payouts/(list)",
    "[org]/payouts/[id]",
    "[org]/payouts/new",
    "[org]/reports/customers",
    "[org]/reports/fees",
    "[org]/reports/revenue",
    "[org]/settings",
    "[org]/settings/general",
    "[org]/settings/members",
    "[org]/sync",
    "[org]/transactions/(list)",
    "[org]/transactions/[id]",
  ],
};

const folder = fileURLToPath(new URL(".", import.meta.url));
const isActions = (file: string) => readFileSync(`${folder}${file}`, "utf8").startsWith('"use server"');
const files = globSync("**/*.{ts,tsx}", { cwd: folder }).filter(isActions).toSorted();

let world: TestWorld;
let ours: TestOrganization;
let foreignIds: Record<NonNullable<Rule["names"]>, string>;
const cookies = new Map<string, string>();
const loaded = new Map<string, Record<string, (...given: unknown[]) => Promise<unknown>>>();

beforeAll(async () => {
  for (const file of files) loaded.set(file, await import(/* @vite-ignore */ `${folder}${file}`));
  world = await createWorld();
  openDoors(world);
  ours = world.organization(0);
  const other = world.organization(1);
  for (const role of roles) cookies.set(role, (await sessionOf(world, ours, role)).cookie);
  cookies.set("stranger", (await sessionOf(world, other, "owner")).cookie);
  foreignIds = await idsOf(other);
});
afterAll(async () => {
  closeDoors();
  await world.close();
});

/** One of each thing that is named by an id, all of which could be acted on if they were ours. */
async function idsOf(organization: TestOrganization): Promise<typeof foreignIds> {
  const ctx = organization.as("owner");
  const draft = { amount: 700n, method: "standard" as const, metadata: {} };
  const made = await createPayout(ctx, draft, { clientKey: crypto.randomUUID() });
  if (made.kind !== "created") throw new Error("The other organization has no payout.");
  const invited = await inviteMember(ctx, { email: "foreign@example.com", role: "viewer" });
  return {
    payout: made.payout.id,
    key: (await createApiKey(ctx, { name: "Foreign", scopes: ["balance:read"] })).key.id,
    invitation: invited.invitation.id,
    member: `member_${organization.userIds.viewer}`,
    event: (await post(world, { type: "account.updated", account: accountAt(organization).stripeAccountId })).id,
  };
}

function payoutForm(): FormData {
  const form = new FormData();
  form.append("clientKey", crypto.randomUUID());
  form.append("amount", "150");
  form.append("method", "standard");
  return form;
}

/** What an action answers, or where it leaves for. */
async function call(file: string, name: string, rule: Rule, { cookie = "", origin = testOrigin, id = unknownId } = {}) {
  request.headers = new Headers({ cookie, origin });
  const rest = (rule.rest?.() ?? [{ id }]).map((one) => (isNamed(one) ? { ...one, id } : one));
  const given = rule.names || rule.rest ? rest : [{}];
  const act = loaded.get(file)?.[name];
  if (!act) throw new Error(`${file} does not export ${name}.`);
  return act(ours.slug, ...given).catch((error: Error) => error.message);
}

function isNamed(value: unknown): value is { id: string } {
  return typeof value === "object" && value !== null && "id" in value;
}

/** Everything that an action could have changed. */
async function written(): Promise<unknown[]> {
  const counts = [payoutIntents, syncRuns, auditLog, members].map((table) => world.owner.$count(table));
  return Promise.all(counts);
}

const guarded = Object.entries(matrix)
  .flatMap(([file, entries]) =>
    Object.entries(entries).flatMap(([name, rule]) => (typeof rule === "string" ? [] : [{ file, name, rule }])),
  )
  // Leaving comes last, for it takes away what the others need.
  .toSorted((one, other) => Number(one.name.startsWith("leave")) - Number(other.name.startsWith("leave")));

describe("the matrix of actions and pages", () => {
  it("has every export of every file of actions, and no other", () => {
    const listed = Object.fromEntries(
      Object.entries(matrix).map(([file, names]) => [file, Object.keys(names).toSorted()]),
    );
    const found = Object.fromEntries([...loaded].map(([file, exported]) => [file, Object.keys(exported).toSorted()]));
    expect(found).toEqual(listed);
  });

  it("has every page, and no other", () => {
    const found = globSync("**/page.tsx", { cwd: folder }).map((path) => path.replace(/\/?page\.tsx$/, ""));
    expect(Object.values(pages).flat().toSorted()).toEqual(found.toSorted());
  });
});

describe.each(guarded)("$name", ({ file, name, rule }) => {
  it("sends who is not signed in to the sign-in page", async () => {
    const before = await written();
    expect(await call(file, name, rule)).toMatch(/^redirect \/sign-in/);
    expect(await written()).toEqual(before);
  });

  it("finds nothing for the owner of another organization", async () => {
    const before = await written();
    expect(await call(file, name, rule, { cookie: cookies.get("stranger") })).toBe("notFound");
    expect(await written()).toEqual(before);
  });

  it("takes nothing from another page", async () => {
    const before = await written();
    for (const origin of ["https://evil.example", "null"]) {
      const answer = await call(file, name, rule, { cookie: cookies.get("owner"), origin });
      expect(answer).toMatchObject({ ok: false, code: "csrf_failed" });
    }
    expect(await written()).toEqual(before);
  });

  it.each(roles.toReversed())("decides by the role: %s", async (role) => {
    const before = await written();
    const answer = await call(file, name, rule, { cookie: cookies.get(role) });
    const isGranted = roles.indexOf(role) <= roles.indexOf(rule.from);
    if (!isGranted) {
      expect(answer).toMatchObject({ ok: false, code: "forbidden" });
      return expect(await written()).toEqual(before);
    }
    if (rule.names) return expect(answer).toMatchObject({ ok: false, code: "not_found" });
    expect(JSON.stringify(answer)).not.toMatch(/"code":"(forbidden|unauthenticated|internal_error)"/);
  });

  // Without the second wall, each query's own condition has to keep the other organization out.
  it.each([
    { who: "the application's user", services: () => world.services },
    { who: "the tables' owner, without the second wall", services: () => world.operator },
  ])("answers $who an id of another organization like one that nobody has", async ({ services }) => {
    if (!rule.names) return;
    openDoors({ ...world, services: services() });
    const cookie = cookies.get("owner");
    const before = await written();
    const unknown = await call(file, name, rule, { cookie });
    expect(unknown).toMatchObject({ ok: false, code: "not_found" });
    expect(await call(file, name, rule, { cookie, id: foreignIds[rule.names] })).toEqual(unknown);
    expect(await written()).toEqual(before);
    openDoors(world);
  });
});
