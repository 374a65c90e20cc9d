import { createStream, nextId, type Stream } from "./random";
import type { AccountRecord, Book, ChargeRecord, Kind, Kinds, State, TransactionRecord } from "./state";

type Index = { [K in Kind]: Map<string, { holder: string; record: Kinds[K] }> };

/** The state with the look-ups that are built from it, and what the current request adds to events. */
export type World = {
  state: State;
  index: Index;
  intents: Map<string, ChargeRecord>;
  /** Rows that wait for their `available_on`, by account. */
  waiting: Map<string, TransactionRecord[]>;
  request: { id: string; idempotencyKey: string | null } | null;
};

/** A world around a state; also used after a snapshot came back. */
export function createWorld(state: State): World {
  const world: World = { state, index: emptyIndex(), intents: new Map(), waiting: new Map(), request: null };
  for (const [holder, book] of Object.entries(state.books)) {
    for (const kind of kinds) indexAll(world, holder, kind, book);
  }
  // A request that was cut off by a stop left no answer; its key is free again.
  for (const [key, entry] of Object.entries(state.idempotency)) {
    if (entry.answer === null) delete state.idempotency[key];
  }
  return world;
}

function indexAll<K extends Kind>(world: World, holder: string, kind: K, book: Book): void {
  const records: Kinds[K][] = book[kind];
  const entries: Map<string, { holder: string; record: Kinds[K] }> = world.index[kind];
  for (const record of records) entries.set(record.id, { holder, record });
  if (kind === "charge") {
    for (const charge of book.charge)
      if (charge.paymentIntent !== null) world.intents.set(charge.paymentIntent, charge);
  }
  if (kind !== "balance_transaction") return;
  const waiting = book.balance_transaction.filter((row) => row.status === "pending");
  world.waiting.set(holder, waiting);
}

/** Adds a record to its account's book. Time only moves forward, so the end of the list is its place. */
export function addRecord<K extends Kind>(world: World, holder: string, kind: K, record: Kinds[K]): Kinds[K] {
  const records: Kinds[K][] = bookOf(world, holder)[kind];
  const entries: Map<string, { holder: string; record: Kinds[K] }> = world.index[kind];
  records.push(record);
  entries.set(record.id, { holder, record });
  return record;
}

export function bookOf(world: World, holder: string): Book {
  const book = world.state.books[holder];
  if (book) return book;
  const created = emptyBook();
  world.state.books[holder] = created;
  return created;
}

export function accountOf(world: World, id: string): AccountRecord {
  const account = id === world.state.platform.id ? world.state.platform : world.state.accounts[id];
  if (!account) throw new Error(`The emulator has no account ${id}.`);
  return account;
}

/** The record with this id if it is of this kind and in this account's book. */
export function findRecord<K extends Kind>(world: World, holder: string, kind: K, id: string): Kinds[K] | undefined {
  const entries: Map<string, { holder: string; record: Kinds[K] }> = world.index[kind];
  const entry = entries.get(id);
  return entry?.holder === holder ? entry.record : undefined;
}

export function streamOf(world: World, name: string): Stream {
  const known = world.state.streams[name];
  if (known) return known;
  const stream = createStream(world.state.seed, name);
  world.state.streams[name] = stream;
  return stream;
}

/** A new id from the account's own stream, so that one account never changes the ids of another. */
export function newId(world: World, account: string, prefix: string): string {
  return nextId(streamOf(world, account), prefix);
}

export function now(world: World): number {
  return world.state.clock.now;
}

const kinds: Kind[] = [
  "balance_transaction",
  "charge",
  "refund",
  "dispute",
  "payout",
  "application_fee",
  "event",
  "customer",
  "subscription",
  "invoice",
  "invoice_payment",
  "transfer",
];

function emptyBook(): Book {
  return {
    balance_transaction: [],
    charge: [],
    refund: [],
    dispute: [],
    payout: [],
    application_fee: [],
    event: [],
    customer: [],
    subscription: [],
    invoice: [],
    invoice_payment: [],
    transfer: [],
  };
}

function emptyIndex(): Index {
  return {
    balance_transaction: new Map(),
    charge: new Map(),
    refund: new Map(),
    dispute: new Map(),
    payout: new Map(),
    application_fee: new Map(),
    event: new Map(),
    customer: new Map(),
    subscription: new Map(),
    invoice: new Map(),
    invoice_payment: new Map(),
    transfer: new Map(),
  };
}
