import { charges, customers, disputes, refunds, subscriptions, webhookEvents } from "@/db/schema";
import type { Account } from "../core/account";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { processEvents } from "./process-events";
import { post } from "./testing";

type Scenario = TestWorld["emulator"]["runScenario"];

/** A world whose events about what was sold can be told and acted on. */
export type SalesWorld = {
  readonly world: TestWorld;
  readonly ours: TestOrganization;
  readonly account: Account;
  /** What Stripe answers for single objects, by path, made from what it has. */
  readonly answers: Map<string, (body: string) => unknown>;
  /** Every type of event that was told. */
  readonly told: ReadonlySet<string>;
  announce(type: string, object: Record<string, unknown>, of?: string): ReturnType<typeof post>;
  process(): ReturnType<typeof processEvents>;
  scenario(name: Parameters<Scenario>[0], params?: Parameters<Scenario>[2]): ReturnType<Scenario>;
  /** Keeps the next answer for a path back until it is released. */
  hold(path: string): { readonly reached: Promise<void>; release(): void };
  /** As before the first sync and the first event, a minute later. */
  forget(): Promise<void>;
};

export async function createSalesWorld(): Promise<SalesWorld> {
  const answers: SalesWorld["answers"] = new Map();
  const told = new Set<string>();
  let held: { path: string; reach: () => void; until: Promise<void> } | null = null;
  const world = await createWorld({
    intercept: async (request, next) => {
      const { pathname } = new URL(request.url);
      const response = await next(request);
      const answer = answers.get(pathname);
      const given = answer ? Response.json(answer(await response.text())) : response;
      if (held?.path === pathname) {
        const { until, reach } = held;
        held = null;
        reach();
        await until;
      }
      return given;
    },
  });
  const ours = world.organization(0);
  const [account] = ours.accounts;
  if (!account) throw new Error("The preset has fewer accounts.");
  return {
    world,
    ours,
    account,
    answers,
    told,
    announce: (type, object, of = account.stripeAccountId) => {
      told.add(type);
      return post(world, { type, account: of, object });
    },
    process: () => processEvents(world.services, { limit: 50 }),
    scenario: (name, params = {}) => world.emulator.runScenario(name, account.stripeAccountId, params),
    hold: (path) => {
      const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
      const { promise: until, resolve: release } = Promise.withResolvers<void>();
      held = { path, reach, until };
      return { reached, release };
    },
    forget: async () => {
      answers.clear();
      await world.advance(60);
      for (const table of [charges, refunds, disputes, customers, subscriptions, webhookEvents]) {
        await world.owner.delete(table);
      }
    },
  };
}
