import type { Arena } from "./arena";
import type { Player } from "./player";
import { type StoredPayout, storedChargeIds, storedEvents, storedPayouts, watermarkOf } from "./stored";
import { askedPayouts, bookFor, type PayoutFact, rankOf, readBooks, type Truth } from "./stripe-truth";
import { type Answer, type Asked, type Told, tamperedBy } from "./told";

export type OnlineChecks = { check(): Promise<string[]> };

const overlapSeconds = 2 * 3_600;

/** The invariants that hold after every step, whatever went wrong in it. Gives what is broken, a sentence each. */
export function createOnlineChecks(arena: Arena, { told }: Player): OnlineChecks {
  const [place] = arena.places;
  const ranks = new Map<string, number>();
  const done = new Set<string>();
  let judged = 0;
  return {
    check: async () => {
      const books = readBooks(arena);
      const book = bookFor(books, place);
      const stored = await storedPayouts(arena);
      const faults = [
        ...doublePayouts(book, told),
        ...statusFaults(stored, books, ranks),
        ...(await gapFaults(arena, book)),
        ...(await eventFaults(arena, told, { stored, done })),
        ...secretFaults(arena, told),
      ];
      for (const asked of told.asked.slice(judged)) faults.push(...answerFaults(book, told, asked));
      judged = told.asked.length;
      for (const { payoutId, status } of told.canceled.splice(0)) {
        const fact = book.payout.find((payout) => payout.id === payoutId);
        if (status === "canceled" && fact?.status !== "canceled") {
          faults.push(`I5 ${payoutId} was said to be canceled, and is ${fact?.status} at Stripe`);
        }
      }
      return faults;
    },
  };
}

/** I1: one payout per key, and per intent. */
function doublePayouts(book: Truth, told: Told): string[] {
  const faults: string[] = [];
  for (const [key, amount] of told.amounts) {
    const made = askedPayouts(book, amount);
    if (made.length > 1) faults.push(`I1 key ${key} has ${made.length} payouts: ${made.map(({ id }) => id).join(" ")}`);
    const foreign = askedPayouts(book, amount + tamperedBy);
    // Where nothing was kept of the first request, the other one is the first under the key.
    if (foreign.length > 0 && (made.length > 0 || isTaken(told, key))) {
      faults.push(`I1 key ${key} has a payout of another amount`);
    }
  }
  const intents = book.payout.flatMap(({ metadata }) => metadata.intent_id ?? []);
  if (new Set(intents).size < intents.length) faults.push("I1 two payouts share an intent");
  return faults;
}

/** Whether somebody heard that the request under a key is kept. */
function isTaken({ asked }: Told, key: number): boolean {
  return asked.some(
    ({ key: of, tampered, answer }) =>
      of === key &&
      !tampered &&
      (answer.kind === "created" || answer.kind === "processing" || (answer.kind === "refused" && answer.isForEver)),
  );
}

/** I2: what is stored never goes back and never runs ahead. I3: it stays with its account. */
function statusFaults(
  stored: readonly StoredPayout[],
  books: ReadonlyMap<string, Truth>,
  ranks: Map<string, number>,
): string[] {
  return stored.flatMap(({ id, account, status }) => {
    const fact = books.get(account)?.payout.find((payout) => payout.id === id);
    if (!fact) return [`I3 ${id} is stored for ${account}, which has no such payout`];
    const rank = rankOf(status);
    const before = ranks.get(id) ?? -1;
    ranks.set(id, rank);
    if (rank < before) return [`I2 ${id} went back to ${status}`];
    return rank > rankOf(fact.status) ? [`I2 ${id} is stored as ${status} and is ${fact.status} at Stripe`] : [];
  });
}

/** I4: what the ledger is said to hold, it holds. */
async function gapFaults(arena: Arena, book: Truth): Promise<string[]> {
  const [place] = arena.places;
  const watermark = await watermarkOf(arena, place);
  if (watermark === null) return [];
  const known = await storedRowIds(arena);
  return book.balance_transaction
    .filter((row) => row.created <= watermark - overlapSeconds && !known.has(row.id))
    .map((row) => `I4 the ledger is complete until ${watermark}, and ${row.id} of ${row.created} is missing`);
}

async function storedRowIds(arena: Arena): Promise<Set<string>> {
  const { rows } = await arena.owner.execute<{ id: string }>(
    "select stripe_balance_txn_id as id from balance_transactions",
  );
  return new Set(rows.map(({ id }) => id));
}

/** I5: an answer is true when it is given; a refusal for ever stays true. */
function answerFaults(book: Truth, told: Told, { key, tampered, answer }: Asked): string[] {
  const amount = told.amounts.get(key) ?? 0;
  const made = askedPayouts(book, amount);
  if (tampered) {
    const isOwn = answer.kind !== "created" || answer.amount === amount + tamperedBy;
    return isOwn ? [] : [`I5 another request under key ${key} was answered with its payout`];
  }
  if (answer.kind === "created") return createdFaults(made, answer, { key, amount });
  // One that is being worked on, or that was taken for another request, says nothing about a payout.
  const isAboutKey = answer.kind === "refused" && answer.code.startsWith("idempotency_key");
  if (answer.kind === "refused" && !isAboutKey && made.length > 0) {
    return [`I5 key ${key} was refused with ${answer.code}, and ${made[0]?.id} exists`];
  }
  return [];
}

function createdFaults(
  made: readonly PayoutFact[],
  answer: Extract<Answer, { kind: "created" }>,
  { key, amount }: { key: number; amount: number },
): string[] {
  const fact = made.find(({ id }) => id === answer.payoutId);
  if (!fact || answer.amount !== amount)
    return [`I5 key ${key} was told of ${answer.payoutId}, which is not its payout`];
  return rankOf(answer.status) > rankOf(fact.status) ? [`I5 key ${key} was told ${answer.status} too early`] : [];
}

/** I6: an event that counts as done has had its effect. */
async function eventFaults(
  arena: Arena,
  told: Told,
  { stored, done }: { stored: readonly StoredPayout[]; done: Set<string> },
): Promise<string[]> {
  const fresh = (await storedEvents(arena)).filter(({ id, state }) => state === "done" && !done.has(id));
  if (fresh.length === 0) return [];
  const charges = await storedChargeIds(arena);
  return fresh.flatMap(({ id }) => {
    done.add(id);
    const event = told.events.get(id);
    if (!event) return [];
    const { type, object } = event;
    const named = String(object.id);
    if (type.startsWith("charge.") && named.startsWith("ch_") && !charges.has(named)) {
      return [`I6 ${type} of ${named} is done without effect`];
    }
    if (!type.startsWith("payout.")) return [];
    const payout = stored.find((row) => row.id === named);
    const isBehind = !payout || rankOf(payout.status) < rankOf(String(object.status));
    return isBehind ? [`I6 ${type} of ${named} is done, which is stored as ${payout?.status ?? "nothing"}`] : [];
  });
}

/** I7: no secret in what is logged or answered. */
function secretFaults(arena: Arena, told: Told): string[] {
  const secrets = [arena.emulator().world.secretKey, "whsec_of_the_simulation"];
  const texts = [...arena.logLines.splice(0), ...told.texts.splice(0)];
  return texts
    .filter((text) => secrets.some((secret) => text.includes(secret)))
    .map((text) => `I7 ${text.slice(0, 80)}`);
}
