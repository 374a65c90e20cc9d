import type { Services } from "../context";
import type { Account } from "../core/account";
import type { StripePayout } from "../core/payout";
import type { Gateway } from "../stripe/gateway";
import type { TestOrganization } from "../testing";

/** Stands for the end of a process: nothing it does afterwards has any effect. */
export class Crash extends Error {
  constructor() {
    super("The process has ended.");
    this.name = "Crash";
  }
}

export type CrashPoint = { readonly at: number; readonly when: "before" | "after" };
export type CrashingServices = Services & { readonly points: () => readonly string[] };

/**
 * Services whose nth contact with the outside ends the process, before or after its effect. A contact is one database
 * transaction or one call to Stripe. Without a point everything works and the contacts are counted.
 */
export function crashingServices(services: Services, point?: CrashPoint): CrashingServices {
  const points: string[] = [];
  let isDead = false;
  const contact = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    if (isDead) throw new Crash();
    points.push(name);
    const isHere = point?.at === points.length;
    if (isHere && point.when === "before") {
      isDead = true;
      throw new Crash();
    }
    const result = await work();
    // A crash inside, at a call made within a transaction, has thrown by now and rolled the transaction back.
    if (isHere) {
      isDead = true;
      throw new Crash();
    }
    return result;
  };
  const db = new Proxy(services.db, {
    get: (target, name) =>
      name === "transaction"
        ? (work: Parameters<typeof target.transaction>[0]) => contact("transaction", () => target.transaction(work))
        : Reflect.get(target, name),
  });
  return {
    ...services,
    db,
    stripeFor: (accountId) => watched(services.stripeFor(accountId), contact),
    points: () => points,
  };
}

function watched(gateway: Gateway, contact: <T>(name: string, work: () => Promise<T>) => Promise<T>): Gateway {
  return {
    ...gateway,
    getBalance: () => contact("getBalance", () => gateway.getBalance()),
    listTransactions: (request) => contact("listTransactions", () => gateway.listTransactions(request)),
    listPayouts: (request) => contact("listPayouts", () => gateway.listPayouts(request)),
    getPayout: (id) => contact("getPayout", () => gateway.getPayout(id)),
    createPayout: (request, options) => contact("createPayout", () => gateway.createPayout(request, options)),
    cancelPayout: (id, options) => contact("cancelPayout", () => gateway.cancelPayout(id, options)),
    getAccount: () => contact("getAccount", () => gateway.getAccount()),
    getSchedule: () => contact("getSchedule", () => gateway.getSchedule()),
    listExternalAccounts: () => contact("listExternalAccounts", () => gateway.listExternalAccounts()),
  };
}

/** The account at that place, which the named worlds have. */
export function accountAt(organization: TestOrganization, index = 0): Account {
  const account = organization.accounts[index];
  if (!account) throw new Error("The organization has fewer accounts.");
  return account;
}

/** Every payout of an account as Stripe has it, through all pages. */
export async function payoutsAtStripe(organization: TestOrganization, index = 0): Promise<StripePayout[]> {
  const gateway = organization.asSystem().stripeFor(accountAt(organization, index).stripeAccountId);
  const all: StripePayout[] = [];
  let startingAfter: string | undefined;
  for (let hasMore = true; hasMore; ) {
    const page = await gateway.listPayouts({ startingAfter });
    all.push(...page.rows);
    startingAfter = page.lastId ?? undefined;
    hasMore = page.hasMore;
  }
  return all;
}
