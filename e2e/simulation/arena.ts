import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { members, organizations, users } from "@/db/schema";
import { createTestDatabase } from "@/db/testing";
import { connectAccount } from "@/lib/accounts/connect-account";
import { invalidateBalance } from "@/lib/balance/invalidate-balance";
import { type Context, contextForSystem, type Services } from "@/lib/context";
import type { Account } from "@/lib/core/account";
import { type OrganizationId, toOrganizationId } from "@/lib/core/ids";
import { createLog } from "@/lib/log";
import { createStripe } from "@/lib/stripe/client";
import { createGatewayFor } from "@/lib/stripe/gateway";
import { syncAccount } from "@/lib/sync/sync-account";
import { createStripeEmulator, type Snapshot, type StripeEmulator } from "../stripe/emulator";
import { contactStripe, watchDatabase } from "./io-points";
import { shortenPauses } from "./shorten-pauses";
import { createTableCopies } from "./table-copies";

export const webhookSecret = "whsec_of_the_simulation";

/** One account of an organization, and what people and the product itself work with there. */
export type Place = {
  readonly organizationId: OrganizationId;
  readonly account: Account;
  readonly person: Context;
  readonly system: Context;
};

export type Letter = { readonly id: string; readonly body: string; readonly event: PostedEvent };
export type PostedEvent = {
  readonly id: string;
  readonly type: string;
  readonly account?: string;
  readonly data: { readonly object: Record<string, unknown> };
};

/** The product's verbs on a real database and an offline Stripe, which a schedule is played on. */
export type Arena = {
  readonly services: Services;
  readonly owner: Database;
  readonly databaseUrl: string;
  /** The offline Stripe of the schedule under way. */
  emulator(): StripeEmulator;
  /** A manual and a daily account of one organization, and a manual one of another. */
  readonly places: readonly [Place, Place, Place];
  readonly logLines: string[];
  /** What Stripe has posted so far and nobody has taken. */
  collectLetters(): Promise<Letter[]>;
  /** Lets time pass everywhere: at Stripe, for the product, and for leases that the database counts. */
  advance(seconds: number): Promise<void>;
  /** Rows per page of Stripe's lists; as many as are asked for without it. */
  setPageSize(rows: number | null): void;
  /** Everything as it was after the first sync. */
  begin(): Promise<void>;
  close(): Promise<void>;
};

/** Makes the arena: two organizations of which everything is known after a first sync. */
export async function createArena(): Promise<Arena> {
  watchDatabase();
  shortenPauses();
  const database = await createTestDatabase();
  const letters: Letter[] = [];
  const logLines: string[] = [];
  let pageSize: number | null = null;
  const deliver = async (_url: string, { body }: RequestInit) => {
    const event: PostedEvent = JSON.parse(String(body));
    letters.push({ id: event.id, body: String(body), event });
    return new Response(null, { status: 200 });
  };
  let emulator = createStripeEmulator({ preset: "tiny", seed: 1, mode: "frozen", deliver });
  emulator.addWebhookEndpoint({ url: "http://inbox.invalid/", connect: true, secret: webhookSecret });
  const services: Services = {
    db: database.db,
    stripeFor: createGatewayFor(
      createStripe({
        secretKey: emulator.world.secretKey,
        fetch: (input, init) => {
          const request = paged(new Request(input, init), pageSize);
          const { pathname } = new URL(request.url);
          return contactStripe(`${request.method} ${pathname}`, () => emulator.fetch(request));
        },
      }),
    ),
    now: () => new Date(emulator.now() * 1000),
    log: createLog((line) => logLines.push(line)),
    livemode: false,
  };
  const places = await settle(services, database.owner, emulator);
  const tables = await createTableCopies(database.owner);
  const base: Snapshot = emulator.snapshot();
  return {
    services,
    owner: database.owner,
    databaseUrl: database.url,
    emulator: () => emulator,
    places,
    logLines,
    collectLetters: async () => {
      await emulator.flushWebhooks();
      return letters.splice(0);
    },
    advance: async (seconds) => {
      await emulator.advance(seconds);
      await database.owner.execute(
        sql`update sync_runs set lease_until = lease_until - make_interval(secs => ${seconds}) where state = 'running'`,
      );
    },
    setPageSize: (rows) => {
      pageSize = rows;
    },
    begin: async () => {
      emulator.close();
      emulator = createStripeEmulator({ state: structuredClone(base), mode: "frozen", deliver });
      letters.length = 0;
      logLines.length = 0;
      pageSize = null;
      for (const { account } of places) invalidateBalance(account.id);
      await tables.restore();
    },
    close: async () => {
      emulator.close();
      await database.close();
    },
  };
}

/** A header for a body as Stripe signs it, at the product's time. */
export function signatureOf({ now }: Services, body: string): string {
  const t = Math.floor(now().getTime() / 1000);
  return `t=${t},v1=${createHmac("sha256", webhookSecret).update(`${t}.${body}`).digest("hex")}`;
}

/** Stripe may answer with fewer rows than are asked for, as long as it says that there are more. */
function paged(request: Request, pageSize: number | null): Request {
  const url = new URL(request.url);
  if (pageSize === null || !url.searchParams.has("limit")) return request;
  url.searchParams.set("limit", String(pageSize));
  return new Request(url, request);
}

async function settle(services: Services, owner: Database, emulator: StripeEmulator): Promise<Arena["places"]> {
  const places: Place[] = [];
  for (const { name, slug, accounts } of emulator.world.organizations) {
    const organizationId = toOrganizationId(`org_${slug}`);
    const userId = `user_${slug}`;
    await owner.insert(organizations).values({ id: organizationId, name, slug, timezone: "UTC" });
    await owner.insert(users).values({ id: userId, name: "Finance", email: `finance@${slug}.example` });
    await owner.insert(members).values({ id: `member_${slug}`, organizationId, userId, role: "finance" });
    const person: Context = {
      ...services,
      organizationId,
      actor: { kind: "user", userId, name: "Finance", role: "finance" },
    };
    const system = contextForSystem(services, organizationId, "cron");
    for (const { id: stripeAccountId } of accounts) {
      const account = await connectAccount(services, { organizationSlug: slug, stripeAccountId });
      await syncAccount(system, { accountId: stripeAccountId, trigger: "cron" });
      places.push({ organizationId, account, person, system });
    }
  }
  const [manual, daily, foreign] = places;
  if (!manual || !daily || !foreign) throw new Error("The preset has fewer accounts.");
  return [manual, daily, foreign];
}
