import { AsyncLocalStorage } from "node:async_hooks";
import { Client } from "pg";

/** Stands for the end of a process: nothing that it does afterwards has any effect. */
export class Crash extends Error {
  override readonly name = "Crash";
}

/** The connection to the database broke; the server knows what became of the statement, and we do not. */
class LostConnection extends Error {
  override readonly name = "LostConnection";
}

export const interruptionKinds = [
  "crash_before",
  "crash_after",
  "database_before",
  "database_after",
  "stall",
  "meanwhile",
] as const;
export type InterruptionKind = (typeof interruptionKinds)[number];

/**
 * What happens to a process at its nth contact with the outside, counted from 1, or at the first one after it that
 * the kind can strike. A contact is one statement of the database or one request to Stripe.
 */
export type Interruption = {
  readonly kind: InterruptionKind;
  readonly at: number;
  /** "stall": lets time pass. "meanwhile": lets others work. Never while a transaction of the process is open. */
  readonly act?: () => Promise<void>;
};

type Contact = { readonly on: "database" | "stripe"; readonly name: string };

const running = new AsyncLocalStorage<SimulatedProcess>();

/** One process of the product: everything that is done inside `run` belongs to it and ends with it. */
export class SimulatedProcess {
  /** Every contact so far, by what it was. */
  readonly points: string[] = [];
  isDead = false;
  hasStruck = false;
  private openTransactions = 0;

  constructor(private readonly interruption?: Interruption) {}

  run<T>(work: () => Promise<T>): Promise<T> {
    return running.run(this, work);
  }

  async contact<T>(contact: Contact, work: () => Promise<T>): Promise<T> {
    // The server ends a transaction whose client has gone; here the connection lives on and is handed to others.
    if (contact.name === "rollback") return this.inTransaction(contact, work);
    // An empty transaction is nothing, and a driver that cannot open one never gives its connection back.
    if (contact.name === "begin") return this.inTransaction(contact, work);
    if (this.isDead) throw new Crash();
    this.points.push(contact.name);
    const strike = this.strikes(contact);
    if (strike?.kind === "crash_before") this.die();
    if (strike?.kind === "database_before") throw new LostConnection();
    if (strike?.kind === "stall") await running.exit(async () => strike.act?.());
    const result = await this.inTransaction(contact, work);
    if (strike?.kind === "crash_after") this.die();
    if (strike?.kind === "database_after") throw new LostConnection();
    if (strike?.kind === "meanwhile") await running.exit(async () => strike.act?.());
    return result;
  }

  private strikes(contact: Contact): Interruption | null {
    const { interruption } = this;
    if (!interruption || this.hasStruck || this.points.length < interruption.at) return null;
    const { kind } = interruption;
    if (kind.startsWith("database") && contact.on !== "database") return null;
    const isWaiting = kind === "stall" || kind === "meanwhile";
    // Nobody may wait for a lock that is held meanwhile.
    if (isWaiting && (contact.on === "database" || this.openTransactions > 0)) return null;
    this.hasStruck = true;
    return interruption;
  }

  private die(): never {
    this.isDead = true;
    throw new Crash();
  }

  private async inTransaction<T>({ name }: Contact, work: () => Promise<T>): Promise<T> {
    if (name === "begin") this.openTransactions++;
    try {
      return await work();
    } finally {
      if (name === "commit" || name === "rollback") this.openTransactions = Math.max(0, this.openTransactions - 1);
    }
  }
}

/** Lets the running process, if there is one, know of a request to Stripe. */
export function contactStripe<T>(name: string, work: () => Promise<T>): Promise<T> {
  const process = running.getStore();
  return process ? process.contact({ on: "stripe", name }, work) : work();
}

/** From now on, statements of simulated processes are contacts of theirs. */
export function watchDatabase(): void {
  const original = Client.prototype.query;
  Reflect.set(Client.prototype, "query", function query(this: Client, ...given: unknown[]) {
    const send = () => Reflect.apply(original, this, given);
    const process = running.getStore();
    // With a callback it is the pool's own, which no process waits for.
    if (!process || typeof given.at(-1) === "function") return send();
    return process.contact({ on: "database", name: nameOf(given[0]) }, async () => send());
  });
}

function nameOf(statement: unknown): string {
  const text = typeof statement === "object" && statement !== null ? Reflect.get(statement, "text") : statement;
  return String(text).trim().slice(0, 40).toLowerCase();
}
