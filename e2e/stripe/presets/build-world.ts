import { planAutomaticPayouts } from "../automatic-payouts";
import { day, startOfDay } from "../calendar";
import { emptyNotes } from "../oracle";
import { createStream, nextId } from "../random";
import type { AccountRecord, ExternalAccountRecord, State } from "../state";
import { moveClock } from "../timers";
import { accountOf, createWorld, newId, type World } from "../world";
import { demoPlan } from "./demo";
import type { AccountPlan, Command, ExternalPlan, WorldPlan } from "./plan";
import { addStandingRecords } from "./standing-records";
import { emptyPlan, tinyPlan } from "./tiny";
import { variedPlan } from "./varied";

export const presets = ["empty", "tiny", "varied", "demo"] as const;
export type Preset = (typeof presets)[number];
type Wish = { seed: number; preset: Preset; now: number; mode: "frozen" | "realtime" };

const plans: Record<Preset, WorldPlan> = { empty: emptyPlan, tiny: tinyPlan, varied: variedPlan, demo: demoPlan };

/** Grows with every change of the state's form, so that old snapshots are not misread. */
export const stateVersion = 3;

/** A world whose history ends at `now`; the same wish always gives the same world, ids included. */
export function buildWorld(wish: Wish): World {
  const plan = plans[wish.preset];
  const from = startOfDay(wish.now) - plan.days * day;
  const world = createWorld(emptyState(wish, from));
  const histories: Command[] = [];
  for (const organization of plan.organizations) {
    const accounts = organization.accounts.map((account) => addAccount(world, account, from));
    const ids = accounts.map((account) => account.id);
    world.state.organizations.push({ name: organization.name, slug: organization.slug, accounts: ids });
    organization.accounts.forEach(({ history }, position) => {
      histories.push(...history({ world, account: ids[position] ?? "", from, to: wish.now }));
    });
  }
  if (plan.hasStandingRecords) addStandingRecords(world, from);
  histories.sort((one, other) => one.at - other.at);
  for (const command of histories) {
    if (command.at > wish.now) break;
    moveClock(world, command.at);
    command.run();
  }
  moveClock(world, wish.now);
  world.state.history = false;
  return world;
}

function emptyState({ seed, preset, mode }: Wish, from: number): State {
  const stream = createStream(seed, "platform");
  const secretKey = nextId(stream, "sk_test");
  const platform = accountRecord(nextId(stream, "acct", 16), from, {
    label: "Platform",
    country: "US",
    currency: "usd",
  });
  return {
    version: stateVersion,
    seed,
    preset,
    secretKey,
    platform,
    organizations: [],
    accounts: {},
    books: {},
    balances: {},
    journals: [],
    streams: { [platform.id]: stream },
    clock: { now: from, ahead: 0, mode, sequence: 0 },
    history: true,
    timers: [],
    endpoints: [],
    deliveries: [],
    attempts: [],
    idempotency: {},
    notes: emptyNotes(),
  };
}

function accountRecord(
  id: string,
  created: number,
  { label, country, currency }: Pick<AccountPlan, "label" | "country" | "currency">,
): AccountRecord {
  return {
    id,
    label,
    country,
    currency,
    email: `${label.toLowerCase().replaceAll(/[^a-z]+/g, "-")}@example.com`,
    created,
    isConnected: true,
    payoutsDisabledReason: null,
    schedule: { interval: "manual", weekdays: [], monthDays: [] },
    delayDays: 2,
    delayOverride: null,
    debitNegativeBalances: true,
    minimumBalance: {},
    statementDescriptor: null,
    externalAccounts: [],
    instantUse: { day: 0, amounts: {} },
    nextOutcomes: [],
  };
}

function addAccount(world: World, plan: AccountPlan, from: number): AccountRecord {
  const position = Object.keys(world.state.accounts).length;
  const stream = createStream(world.state.seed, `account ${position}`);
  const id = nextId(stream, "acct", 16);
  world.state.streams[id] = stream;
  const record = accountRecord(id, from - 30 * day + position, plan);
  record.schedule = { interval: plan.interval, weekdays: plan.weekdays ?? [], monthDays: [] };
  world.state.accounts[id] = record;
  record.externalAccounts = plan.externals.map((external) => externalRecord(world, record, external));
  planAutomaticPayouts(world, accountOf(world, id));
  return record;
}

function externalRecord(world: World, account: AccountRecord, plan: ExternalPlan): ExternalAccountRecord {
  return {
    id: newId(world, account.id, plan.object === "card" ? "card" : "ba"),
    object: plan.object,
    name: plan.object === "card" ? "Visa" : "Test Bank",
    last4: plan.last4,
    currency: account.currency,
    country: account.country,
    instant: plan.instant ?? false,
    isDefault: plan.isDefault ?? false,
    status: "new",
    deleted: false,
    created: account.created,
  };
}
