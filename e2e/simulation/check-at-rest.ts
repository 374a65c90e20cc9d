import { sweepPayoutIntents } from "@/lib/payouts/sweep-payout-intents";
import { processEvents } from "@/lib/webhooks/process-events";
import type { Arena } from "./arena";
import type { Player } from "./player";
import { syncPlace } from "./player";
import type { Schedule } from "./schedule";
import { fingerprint, hasOpenRun, openIntents, storedEvents, storedPayouts, storedTransactions } from "./stored";
import { askedPayouts, bookFor, readBooks, type Truth } from "./stripe-truth";
import type { Told } from "./told";

const minute = 60;
const hour = 3_600;
/** Between the sweeps: past the first pauses, past the longest one, past the life of a key. */
const waits = [11 * minute, 7 * hour, 25 * hour];
const eventsMax = 200;
const repeatedEvery = 4;

/**
 * Lets everything come to rest, without faults: three sweeps, the letters that are left, and one reading where the
 * mode has any. Then what is stored must be what Stripe has. Gives what is broken, a sentence each.
 */
export async function checkAtRest(arena: Arena, schedule: Schedule, player: Player): Promise<string[]> {
  const [place] = arena.places;
  arena.emulator().clearFaults();
  for (const seconds of waits) {
    await arena.advance(seconds);
    await bringLetters(schedule, player);
    await sweepAll(arena);
  }
  await bringLetters(schedule, player);
  await sweepAll(arena);
  if (schedule.mode !== "webhooks_only") {
    // One that a process left behind goes on from where it stood, and tells of the time when it began.
    if (await hasOpenRun(arena)) await syncPlace(place);
    const run = await syncPlace(place);
    if (run.state !== "complete") return [`rest: the last sync is ${run.state}: ${run.errorMessage}`];
  }
  const faults = await differences(arena, player.told);
  if (faults.length > 0 || schedule.seed % repeatedEvery !== 0) return faults;
  const before = await fingerprint(arena);
  if (schedule.mode !== "webhooks_only") await syncPlace(place, true);
  await sweepAll(arena);
  const after = await fingerprint(arena);
  return before === after ? [] : [`I14 doing everything again changed something: ${firstDifference(before, after)}`];
}

async function bringLetters({ mode }: Schedule, { mailbox }: Player): Promise<void> {
  if (mode === "polling_only") await mailbox.loseAll();
  else await mailbox.deliverAll();
}

async function sweepAll({ services }: Arena): Promise<void> {
  await sweepPayoutIntents(services);
  await processEvents(services, { limit: eventsMax });
}

async function differences(arena: Arena, told: Told): Promise<string[]> {
  const [place] = arena.places;
  const book = bookFor(readBooks(arena), place);
  const ours = await storedPayouts(arena);
  const payouts = ours
    .filter(({ account }) => account === place.account.stripeAccountId)
    .map(({ id, status, amount, currency }) => `${id} ${status} ${amount} ${currency}`);
  const theirs = book.payout.map(({ id, status, amount, currency }) => `${id} ${status} ${amount} ${currency}`);
  const rows = await storedTransactions(arena, place);
  return [
    ...onlyIn(theirs, payouts, "I8 only Stripe has"),
    ...onlyIn(payouts, theirs, "I8 only we have"),
    ...onlyIn(
      book.balance_transaction.map(textOf),
      rows.map(({ text }) => text),
      "I9 only Stripe has",
    ),
    ...onlyIn(
      rows.map(({ text }) => text),
      book.balance_transaction.map(textOf),
      "I9 only we have",
    ),
    ...(await balanceFaults(arena, rows)),
    ...(await openIntents(arena)).map((intent) => `I11 ${intent}`),
    ...(await inboxFaults(arena, told)),
    ...lateLies(book, told),
  ];
}

function textOf(row: Truth["balance_transaction"][number]): string {
  const { id, type, category, amount, fee, net, currency, source, created, availableOn } = row;
  return `${id} ${type} ${category} ${amount} ${fee} ${net} ${currency} ${source ?? "-"} ${created} ${availableOn}`;
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

type Sum = { readonly currency: string; readonly amount: number };

/** I10: what Stripe says that the account has is what the rows add up to. */
async function balanceFaults(arena: Arena, rows: Awaited<ReturnType<typeof storedTransactions>>): Promise<string[]> {
  const [{ account }] = arena.places;
  const headers = {
    authorization: `Bearer ${arena.emulator().world.secretKey}`,
    "stripe-account": account.stripeAccountId,
  };
  const response = await arena.emulator().fetch(new Request("http://stripe.invalid/v1/balance", { headers }));
  const { available, pending }: { available: Sum[]; pending: Sum[] } = await response.json();
  const wanted = new Map<string, number>();
  for (const { currency, amount } of [...available, ...pending])
    wanted.set(currency, (wanted.get(currency) ?? 0) + amount);
  const found = new Map<string, number>();
  for (const { currency, net, kind } of rows) {
    if (kind === "payments") found.set(currency, (found.get(currency) ?? 0) + Number(net));
  }
  return [...new Set([...wanted.keys(), ...found.keys()])]
    .filter((currency) => (wanted.get(currency) ?? 0) !== (found.get(currency) ?? 0))
    .map(
      (currency) => `I10 the balance is ${wanted.get(currency)} ${currency}, the rows add up to ${found.get(currency)}`,
    );
}

/** I12: every event has come to its end, and only what nothing can be made of is given up. */
async function inboxFaults(arena: Arena, told: Told): Promise<string[]> {
  const faults: string[] = [];
  for (const { id, state } of await storedEvents(arena)) {
    if (state === "dead" && told.poison.has(id)) continue;
    if (state === "dead") faults.push(`I12 ${id} (${told.events.get(id)?.type}) was given up`);
    else if (told.poison.has(id)) faults.push(`I12 poison ${id} is ${state}`);
    else if (state === "new" || state === "failed" || state === "parked") faults.push(`I12 ${id} is still ${state}`);
  }
  return faults;
}

/** I5 at the end: what was refused for ever was never made, and what was made is there. */
function lateLies(book: Truth, told: Told): string[] {
  return told.asked.flatMap(({ key, tampered, answer }) => {
    if (tampered) return [];
    const made = askedPayouts(book, told.amounts.get(key) ?? 0);
    if (answer.kind === "refused" && answer.isForEver && made.length > 0) {
      return [`I5 key ${key} was refused for ever with ${answer.code}, and has ${made[0]?.id}`];
    }
    const isLost = answer.kind === "created" && !made.some(({ id }) => id === answer.payoutId);
    return isLost ? [`I5 key ${key} was told of a payout that is not there`] : [];
  });
}

function firstDifference(before: string, after: string): string {
  const at = [...before].findIndex((letter, position) => letter !== after[position]);
  const from = Math.max(0, at - 60);
  return `${before.slice(from, at + 60)} / ${after.slice(from, at + 60)}`;
}
