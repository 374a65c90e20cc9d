import { createStream, nextFraction, nextInteger, pick, type Stream } from "../stripe/random";
import type { InterruptionKind } from "./io-points";

export const modes = ["mixed", "webhooks_only", "polling_only"] as const;
export type Mode = (typeof modes)[number];

/** What a schedule is about, so that what is rare everywhere is frequent somewhere. */
const themes = ["anything", "unknown_outcomes", "late_rows", "ends_of_processes", "meanwhile"] as const;
type Theme = (typeof themes)[number];

export const stripeTroubles = [
  "reset_before",
  "reset_after",
  "500_saved",
  "500_saved_with_effect",
  "500",
  "rate_limit",
  "lock_timeout",
  "hide_new_rows",
] as const;
export type StripeTrouble = (typeof stripeTroubles)[number];

export type Trouble =
  | { readonly kind: InterruptionKind; readonly at: number; readonly seconds: number }
  | { readonly kind: StripeTrouble; readonly times: number; readonly nth: number };

/** Ways in which letters of Stripe's reach us. `lose` is for ever. */
const deliveries = ["in_order", "twice", "shuffled", "lose", "stale", "poison", "deputy"] as const;
export type Delivery = (typeof deliveries)[number];

const sales = ["charge", "charge_available", "refund", "dispute_open", "dispute_lose", "stripe_fee"] as const;
const bankActs = ["cancel", "return", "progress"] as const;

export type Step = { readonly trouble?: Trouble | undefined } & (
  | { readonly act: "sale"; readonly what: (typeof sales)[number]; readonly amount: number }
  /** `twice`: two requests at once, as a double click makes them. */
  | { readonly act: "pay"; readonly key: number; readonly amount: number; readonly twice: boolean }
  | { readonly act: "retry"; readonly key: number; readonly tampered: boolean }
  | { readonly act: "cancel"; readonly key: number }
  | { readonly act: "watch"; readonly key: number }
  | { readonly act: "bank"; readonly what: (typeof bankActs)[number]; readonly key: number }
  | { readonly act: "deliver"; readonly how: Delivery }
  | { readonly act: "sync"; readonly full: boolean }
  | { readonly act: "sweep" }
  | { readonly act: "wait"; readonly seconds: number }
);

export type Schedule = {
  readonly seed: number;
  readonly mode: Mode;
  readonly theme: Theme;
  /** Rows per page of Stripe's lists; null for as many as are asked for. */
  readonly pageSize: number | null;
  readonly steps: readonly Step[];
};

const stepsLeast = 9;
const stepsMost = 16;
const minute = 60;
const hour = 3_600;

/** The schedule of a seed: always the same one. */
export function createSchedule(seed: number): Schedule {
  const stream = createStream(seed, "schedule");
  const mode = modes[seed % modes.length] ?? "mixed";
  const theme = themes[Math.floor(seed / modes.length) % themes.length] ?? "anything";
  const pageSize = nextInteger(stream, 0, 3) === 0 ? 7 : null;
  const steps: Step[] = [];
  let keys = 0;
  const count = nextInteger(stream, stepsLeast, stepsMost);
  while (steps.length < count) {
    const step = nextStep(stream, { mode, theme, keys });
    if (step.act === "pay") keys++;
    steps.push(step);
  }
  return { seed, mode, theme, pageSize, steps };
}

type Setting = { mode: Mode; theme: Theme; keys: number };

const weights: Record<Theme, Record<Step["act"], number>> = {
  anything: { sale: 4, pay: 4, retry: 3, cancel: 2, watch: 1, bank: 3, deliver: 4, sync: 1, sweep: 2, wait: 3 },
  unknown_outcomes: {
    sale: 1,
    pay: 5,
    retry: 6,
    cancel: 1,
    watch: 1,
    bank: 1,
    deliver: 1,
    sync: 0.3,
    sweep: 3,
    wait: 5,
  },
  late_rows: { sale: 6, pay: 1, retry: 1, cancel: 0.5, watch: 0, bank: 1, deliver: 2, sync: 4, sweep: 1, wait: 3 },
  ends_of_processes: {
    sale: 2,
    pay: 4,
    retry: 3,
    cancel: 2,
    watch: 1,
    bank: 2,
    deliver: 3,
    sync: 2,
    sweep: 2,
    wait: 3,
  },
  meanwhile: { sale: 2, pay: 4, retry: 3, cancel: 2, watch: 2, bank: 3, deliver: 3, sync: 2, sweep: 2, wait: 3 },
};

function nextStep(stream: Stream, { mode, theme, keys }: Setting): Step {
  const act = weighted(stream, allowed(weights[theme], { mode, keys }));
  const key = keys === 0 ? 0 : keys - 1 - Math.floor(nextFraction(stream) ** 2 * keys);
  const amount = amountOf(keys, nextInteger(stream, 0, 9) === 0);
  const trouble = troubleFor(stream, act, theme);
  const chance = (share: number) => nextFraction(stream) < share;
  const common = trouble ? { trouble } : {};
  if (act === "sale") {
    const what = theme === "late_rows" && chance(0.8) ? "charge_available" : pick(stream, sales);
    return { act, what, amount: 2_000 + nextInteger(stream, 0, 8_000) };
  }
  if (act === "pay") return { act, key: keys, amount, twice: chance(0.15), ...common };
  if (act === "retry") return { act, key, tampered: chance(0.15), ...common };
  if (act === "bank") return { act, what: pick(stream, bankActs), key };
  if (act === "deliver") return { act, how: nextDelivery(stream, mode), ...common };
  if (act === "sync") return { act, full: chance(0.1), ...common };
  if (act === "wait") return { act, seconds: nextWait(stream, theme) };
  if (act === "sweep") return { act, ...common };
  return { act, key, ...common };
}

/** Each key has its own, by which its payout is known at Stripe's side. A few are more than the account has. */
function amountOf(key: number, isTooMuch: boolean): number {
  return (isTooMuch ? 9_000_000 : 1_000) + key * 10;
}

function allowed(all: Record<Step["act"], number>, { mode, keys }: Pick<Setting, "mode" | "keys">) {
  const weight = { ...all };
  if (mode === "webhooks_only") weight.sync = 0;
  if (mode === "polling_only") weight.deliver = 0;
  if (keys === 0) weight.retry = weight.cancel = weight.watch = weight.bank = 0;
  return weight;
}

function weighted(stream: Stream, weight: Record<Step["act"], number>): Step["act"] {
  const entries: [string, number][] = Object.entries(weight);
  let left = nextFraction(stream) * entries.reduce((sum, [, share]) => sum + share, 0);
  const acts: Step["act"][] = ["sale", "pay", "retry", "cancel", "watch", "bank", "deliver", "sync", "sweep", "wait"];
  for (const act of acts) {
    left -= weight[act];
    if (left < 0) return act;
  }
  return "wait";
}

/** The plain ways more often. */
const ways: [Delivery, ...Delivery[]] = ["in_order", "in_order", "twice", "shuffled", ...deliveries.slice(2)];

function nextDelivery(stream: Stream, mode: Mode): Delivery {
  const how = pick(stream, ways);
  // Nothing but letters tells us anything there, so none may be lost.
  return how === "lose" && mode === "webhooks_only" ? "shuffled" : how;
}

function nextWait(stream: Stream, theme: Theme): number {
  if (theme === "unknown_outcomes" && nextFraction(stream) < 0.4) return nextInteger(stream, 23 * hour, 30 * hour);
  if (theme === "late_rows") return nextInteger(stream, minute, 50 * minute);
  return pick(stream, [1, 30, 3 * minute, 11 * minute, 2 * hour, 9 * hour, 25 * hour, 30 * hour]);
}

const shareOfTrouble: Record<Theme, number> = {
  anything: 0.4,
  unknown_outcomes: 0.6,
  late_rows: 0.4,
  ends_of_processes: 0.7,
  meanwhile: 0.6,
};
const contactsOf: Partial<Record<Step["act"], number>> = {
  pay: 55,
  retry: 40,
  cancel: 45,
  watch: 25,
  deliver: 60,
  sync: 240,
  sweep: 40,
};

function troubleFor(stream: Stream, act: Step["act"], theme: Theme): Trouble | undefined {
  const contacts = contactsOf[act];
  if (contacts === undefined || nextFraction(stream) >= shareOfTrouble[theme]) return undefined;
  const interrupting = (kind: InterruptionKind): Trouble => ({
    kind,
    at: nextInteger(stream, 1, contacts),
    seconds: pick(stream, [1, 90, 10 * minute, 5 * hour, 25 * hour]),
  });
  const disturbing = (kind: StripeTrouble): Trouble => ({
    kind,
    times: pick(stream, [1, 3, 3, 6]),
    nth: act === "sync" ? nextInteger(stream, 1, 12) : 1,
  });
  const kindsOfEnd = ["crash_before", "crash_after", "database_before", "database_after"] as const;
  if (theme === "late_rows" && act === "sync")
    return disturbing(pick(stream, ["hide_new_rows", "hide_new_rows", "500"]));
  if (theme === "unknown_outcomes") return disturbing(pick(stream, stripeTroubles));
  if (theme === "ends_of_processes") return interrupting(pick(stream, kindsOfEnd));
  if (theme === "meanwhile") return interrupting(pick(stream, ["stall", "meanwhile", "meanwhile"]));
  return nextFraction(stream) < 0.5
    ? disturbing(pick(stream, stripeTroubles))
    : interrupting(pick(stream, [...kindsOfEnd, "stall", "meanwhile"]));
}
