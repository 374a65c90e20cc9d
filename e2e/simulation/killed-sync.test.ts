import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { balanceTransactions, payouts, syncRuns, syncWindows } from "@/db/schema";
import { salesDifferences } from "@/lib/payments/testing";
import { createWorld, ledgerDifferences, type TestWorld } from "@/lib/testing";
import { createStream, nextInteger } from "../stripe/random";
import { type BundledProcess, bundleProcess } from "./bundle-process";
import { type StripeOverHttp, stripeOverHttp } from "./stripe-over-http";

const seed = 7;
const kills = 20;
/** On a busy machine the first processes may die before they store a row; then more follow, up to this many. */
const killsMost = 60;
const latencyMs = 5;
/**
 * A process that starts reads up to so many answers before it is killed. Several accounts are read at once, and each
 * asks for four facts before its first row: with fewer, none would ever get that far.
 */
const answersMost = 40;
/** Long enough to fall between the statements that store an answer, too. */
const momentMost = 30;

let world: TestWorld;
let stripe: StripeOverHttp;
let program: BundledProcess;
beforeAll(async () => {
  program = await bundleProcess("./sync-process.ts");
  world = await createWorld({ preset: "demo" });
  stripe = await stripeOverHttp(world.emulator, latencyMs);
});
afterAll(async () => {
  await program.remove();
  await stripe.close();
  await world.close();
});

function startSync(): ChildProcess & { stdout: NonNullable<ChildProcess["stdout"]> } {
  const secret = "not-a-secret-but-long-enough-for-one";
  return spawn(process.execPath, ["--enable-source-maps", program.path], {
    env: {
      ...process.env,
      NODE_ENV: "test",
      NODE_OPTIONS: "",
      DATABASE_URL: world.databaseUrl,
      STRIPE_API_BASE: stripe.url,
      STRIPE_SECRET_KEY: world.emulator.world.secretKey,
      AUTH_SECRET: secret,
      APP_URL: "http://127.0.0.1:3000",
      SYNC_NOW_MS: String(world.services.now().getTime()),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Kills the process a moment after it got so many answers. Gives the signal it ended by, or null if it was quicker. */
async function killAfter(child: ChildProcess, { answers, momentMs }: { answers: number; momentMs: number }) {
  let left = answers;
  stripe.onAnswer = () => {
    left--;
    if (left === 0) setTimeout(() => child.kill("SIGKILL"), momentMs);
  };
  const [, signal] = await once(child, "exit");
  stripe.onAnswer = null;
  return signal;
}

/** As if the time had passed after which a silent process counts as dead. */
const letLeasesRunOut = () => world.owner.update(syncRuns).set({ leaseUntil: sql`now() - interval '1 second'` });

it(`is exact after a sync that was killed ${kills} times`, { timeout: 900_000 }, async () => {
  const stream = createStream(seed, "killed sync");
  const stored: number[] = [];
  for (let kill = 0; kill < kills || (kill < killsMost && stored.at(-1) === 0); kill++) {
    const point = { answers: nextInteger(stream, 1, answersMost), momentMs: nextInteger(stream, 0, momentMost) };
    expect(await killAfter(startSync(), point), `kill ${kill} of seed ${seed}`).toBe("SIGKILL");
    stored.push(await world.owner.$count(balanceTransactions));
    await letLeasesRunOut();
  }
  // What was stored stays, and each process goes on where the last one stood.
  expect(stored).toEqual(stored.toSorted((a, b) => a - b));
  expect(stored.at(-1)).toBeGreaterThan(0);

  const last = startSync();
  const [output] = await Promise.all([text(last.stdout), once(last, "exit")]);
  expect(JSON.parse(output)).toMatchObject({ failed: 0 });
  expect(last.exitCode).toBe(0);
  expect(await world.owner.selectDistinct({ state: syncRuns.state }).from(syncRuns)).toEqual([{ state: "complete" }]);
  for (const organization of world.organizations) {
    for (const account of organization.accounts) {
      const ctx = organization.asSystem();
      expect(await ledgerDifferences(ctx, account), account.stripeAccountId).toEqual([]);
      expect(await salesDifferences(ctx, account), account.stripeAccountId).toEqual([]);
    }
  }
  expect(await storedPayouts()).toEqual(await payoutsAtStripe());
  expect(await world.owner.selectDistinct({ cursor: syncWindows.cursor }).from(syncWindows)).toEqual([
    { cursor: null },
  ]);
});

async function storedPayouts(): Promise<string[]> {
  const rows = await world.owner.select().from(payouts);
  return rows.map(({ stripePayoutId, status, amount }) => `${stripePayoutId} ${status} ${amount}`).toSorted();
}

async function payoutsAtStripe(): Promise<string[]> {
  const found: string[] = [];
  for (const account of world.organizations.flatMap((organization) => organization.accounts)) {
    const gateway = world.services.stripeFor(account.stripeAccountId);
    let startingAfter: string | undefined;
    do {
      const { rows, hasMore, lastId } = await gateway.listPayouts({ startingAfter });
      found.push(...rows.map(({ stripePayoutId, status, amount }) => `${stripePayoutId} ${status} ${amount.minor}`));
      startingAfter = hasMore ? (lastId ?? undefined) : undefined;
    } while (startingAfter);
  }
  return found.toSorted();
}
