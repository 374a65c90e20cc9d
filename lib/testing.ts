import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { balanceTransactions, members, organizations, users } from "@/db/schema";
import { createTestDatabase } from "@/db/testing";
import { withOrg } from "@/db/with-org";
import { createStripeEmulator, type Preset, type StripeEmulator } from "@/e2e/stripe/emulator";
import { connectAccount } from "./accounts/connect-account";
import { type Context, contextForSystem, type Services } from "./context";
import { type Role, roles, type Scope, scopes } from "./core/access";
import type { Account } from "./core/account";
import { toCurrency } from "./core/currency";
import { type OrganizationId, toOrganizationId } from "./core/ids";
import { type Money, money, sumByCurrency } from "./core/money";
import { createLog } from "./log";
import { createStripe } from "./stripe/client";
import { createGatewayFor } from "./stripe/gateway";

export type TestOrganization = {
  readonly organizationId: OrganizationId;
  readonly slug: string;
  readonly name: string;
  /** In the order of the preset; the first one is the default. Empty when the world was made unconnected. */
  readonly accounts: readonly Account[];
  readonly userIds: Readonly<Record<Role, string>>;
  /** What a member of that role works with. */
  as(role: Role): Context;
  /** What an API key with these scopes works with; all of them when none are named. */
  asKey(keyScopes?: readonly Scope[]): Context;
  /** What the product itself works with. */
  asSystem(reason?: "webhook" | "cron" | "operator"): Context;
};

export type TestWorld = {
  readonly services: Services;
  readonly emulator: StripeEmulator;
  /** Address of the database for the application's user, who sees no row outside of its organization. */
  readonly databaseUrl: string;
  /**
   * The database as the owner of its tables, who sees every row. `services.db` is what the product has: outside of
   * `withOrg` it finds nothing of a tenant. Tests set rows up and look at what was stored through this.
   */
  readonly owner: Database;
  readonly ownerUrl: string;
  /** What an operator's commands run on: the services, with the tables' owner. */
  readonly operator: Services;
  readonly organizations: readonly TestOrganization[];
  /** The organization at that place; throws when the preset has fewer. */
  organization(index: number): TestOrganization;
  /** Log lines written so far. */
  readonly logLines: readonly string[];
  /** Moves Stripe's clock and the product's, which follows it. */
  advance(seconds: number): Promise<void>;
  close(): Promise<void>;
};

export type TestWorldOptions = {
  preset?: Preset;
  seed?: number;
  /** False leaves the accounts to be connected by the test. */
  connect?: boolean;
  /** Stands between the product and the emulator; may throw to cut the line. */
  intercept?: (request: Request, next: (request: Request) => Promise<Response>) => Promise<Response>;
};

/**
 * A world for one test file: a database of its own, an offline Stripe in this process, and the preset's organizations
 * with a member of each role. The preset `tiny` has two organizations: the first with a manual and a daily account,
 * the second with a manual one.
 */
export async function createWorld(options: TestWorldOptions = {}): Promise<TestWorld> {
  const { preset = "tiny", seed = 1, connect = true, intercept } = options;
  const database = await createTestDatabase();
  const emulator = createStripeEmulator({ preset, seed, mode: "frozen" });
  const logLines: string[] = [];
  const next = (request: Request) => emulator.fetch(request);
  const stripe = createStripe({
    secretKey: emulator.world.secretKey,
    fetch: (input, init) => {
      const request = new Request(input, init);
      return intercept ? intercept(request, next) : next(request);
    },
  });
  const services: Services = {
    db: database.db,
    stripeFor: createGatewayFor(stripe),
    now: () => new Date(emulator.now() * 1000),
    log: createLog((line) => logLines.push(line)),
    livemode: false,
  };
  const made: TestOrganization[] = [];
  for (const described of emulator.world.organizations) {
    const organization = await insertOrganization(database.owner, described);
    const ids = connect ? described.accounts.map((account) => account.id) : [];
    made.push(testOrganization(services, organization, await connectAll(services, described.slug, ids)));
  }
  return {
    services,
    emulator,
    databaseUrl: database.url,
    owner: database.owner,
    ownerUrl: database.ownerUrl,
    operator: { ...services, db: database.owner },
    organizations: made,
    organization: (index) => at(made, index),
    logLines,
    advance: (seconds) => emulator.advance(seconds),
    close: async () => {
      emulator.close();
      await database.close();
    },
  };
}

/**
 * What our ledger of an account says otherwise than Stripe's does, row by row and in the sums that must equal the
 * balance; empty when the mirror is exact.
 */
export async function ledgerDifferences(ctx: Context, account: Account): Promise<string[]> {
  const gateway = ctx.stripeFor(account.stripeAccountId);
  const theirs: string[] = [];
  let startingAfter: string | undefined;
  do {
    const page = await gateway.listTransactions({ startingAfter });
    theirs.push(...page.rows.map((row) => textOf(row)));
    startingAfter = page.hasMore ? (page.lastId ?? undefined) : undefined;
  } while (startingAfter);
  const stored = await withOrg(ctx, (tx) =>
    tx.select().from(balanceTransactions).where(eq(balanceTransactions.connectedAccountId, account.id)),
  );
  const ours = stored.map((row) =>
    textOf({ ...row, amountMinor: row.amount, feeMinor: row.fee, netMinor: row.netAmount, createdAt: row.created }),
  );
  return [...onlyIn(theirs, ours, "only Stripe has"), ...onlyIn(ours, theirs, "only we have"), ...(await sumFaults())];

  async function sumFaults(): Promise<string[]> {
    const { available, pending } = await gateway.getBalance();
    const wanted = sumByCurrency([...available, ...pending]);
    const found = sumByCurrency(
      stored
        .filter((row) => row.balanceType === "payments")
        .map((row) => money(row.netAmount, toCurrency(row.currency))),
    );
    const texts = (sums: readonly Money[]) =>
      sums.filter((sum) => sum.minor !== 0n).map((sum) => `${sum.minor} ${sum.currency}`);
    return [...onlyIn(texts(wanted), texts(found), "balance"), ...onlyIn(texts(found), texts(wanted), "sum of nets")];
  }
}

type Comparable = {
  stripeBalanceTxnId: string;
  amountMinor: bigint;
  feeMinor: bigint;
  netMinor: bigint;
  currency: string;
  type: string;
  reportingCategory: string;
  sourceId: string | null;
  description: string | null;
  feeDetails: readonly unknown[];
  availableOn: Date;
  createdAt: Date;
};

function textOf(row: Comparable): string {
  const { stripeBalanceTxnId, amountMinor, feeMinor, netMinor, currency, type, reportingCategory } = row;
  const { sourceId, description, feeDetails, availableOn, createdAt } = row;
  const money = `${amountMinor} - ${feeMinor} = ${netMinor} ${currency} in ${feeDetails.length} fees`;
  const times = `${createdAt.toISOString()} until ${availableOn.toISOString()}`;
  return `${stripeBalanceTxnId}: ${type}/${reportingCategory} ${money}, ${times}, ${sourceId} ${description}`;
}

/** Compared as multisets: a row kept twice is a difference too. */
function onlyIn(first: readonly string[], second: readonly string[], label: string): string[] {
  const left = new Map<string, number>();
  for (const text of second) left.set(text, (left.get(text) ?? 0) + 1);
  return first.flatMap((text) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count > 0 ? [] : [`${label} ${text}`];
  });
}

type Inserted = Pick<TestOrganization, "organizationId" | "slug" | "name" | "userIds">;

async function insertOrganization(db: Database, { name, slug }: { name: string; slug: string }) {
  const organizationId = toOrganizationId(`org_${slug}`);
  const userIdOf = (role: Role) => `user_${slug}_${role}`;
  const userIds = {
    owner: userIdOf("owner"),
    admin: userIdOf("admin"),
    finance: userIdOf("finance"),
    viewer: userIdOf("viewer"),
  };
  await db.insert(organizations).values({ id: organizationId, name, slug, timezone: "UTC" });
  for (const role of roles) {
    const userId = userIds[role];
    await db.insert(users).values({ id: userId, name: nameOf(role), email: `${role}@${slug}.example` });
    await db.insert(members).values({ id: `member_${userId}`, organizationId, userId, role });
  }
  return { organizationId, slug, name, userIds } satisfies Inserted;
}

async function connectAll(services: Services, organizationSlug: string, ids: readonly string[]): Promise<Account[]> {
  const accounts: Account[] = [];
  for (const stripeAccountId of ids) {
    accounts.push(await connectAccount(services, { organizationSlug, stripeAccountId }));
  }
  return accounts;
}

function testOrganization(services: Services, inserted: Inserted, accounts: readonly Account[]): TestOrganization {
  const { organizationId, userIds } = inserted;
  return {
    ...inserted,
    accounts,
    as: (role) => ({
      ...services,
      organizationId,
      actor: { kind: "user", userId: userIds[role], name: nameOf(role), role },
    }),
    asKey: (keyScopes = scopes) => ({
      ...services,
      organizationId,
      actor: { kind: "apiKey", keyId: randomUUID(), name: "Test key", scopes: keyScopes },
    }),
    asSystem: (reason = "cron") => contextForSystem(services, organizationId, reason),
  };
}

function nameOf(role: Role): string {
  return role.charAt(0).toUpperCase() + role.slice(1);
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`The world has only ${list.length} of these.`);
  return found;
}
