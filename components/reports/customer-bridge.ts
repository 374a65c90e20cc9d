import type { CustomerReport } from "@/lib/core/report";

export type Heads = { readonly fresh: number; readonly returning: number; readonly paying: number };

/** How the customers of all periods become customers counted once. */
export type CustomerBridge = {
  readonly all: Heads;
  /** Signed. Who paid in several periods was counted in each; who began in one and paid in a later one came back in it. */
  readonly again: Heads;
  readonly once: Heads;
};

/** The sums of the periods, what they count more than once, and what is left. */
export function customerBridge(
  report: Pick<CustomerReport, "periods" | "activeCustomers" | "returningCustomers">,
): CustomerBridge {
  const fresh = report.periods.reduce((sum, period) => sum + period.newCustomers, 0);
  const returning = report.periods.reduce((sum, period) => sum + period.returningCustomers, 0);
  const all = { fresh, returning, paying: fresh + returning };
  const once = {
    fresh: report.activeCustomers - report.returningCustomers,
    returning: report.returningCustomers,
    paying: report.activeCustomers,
  };
  const again = {
    fresh: once.fresh - all.fresh,
    returning: once.returning - all.returning,
    paying: once.paying - all.paying,
  };
  return { all, again, once };
}

/**
 * Whether the periods, each counted for itself, come to the customers of the whole time: everybody new is new in one
 * of them, and only who returned can have done so in several.
 */
export function isBridgeProved({ all, again, once }: CustomerBridge): boolean {
  return again.fresh === 0 && again.returning <= 0 && (once.returning === 0) === (all.returning === 0);
}

/** `7 left, of 188 active and 12 new`, or why there is no rate. */
export function churnWords({ atStart, joined, lost }: CustomerReport["churn"]): string {
  if (atStart + joined === 0) return "No subscriptions in this time, so nobody could leave";
  return `${lost.toLocaleString("en-US")} left, of ${atStart.toLocaleString("en-US")} active and ${joined.toLocaleString("en-US")} new`;
}

/** Who somebody is, with what is known: a name and an e-mail, or one of them, or the customer's id, or a guest. */
export function customerWords(customer: { name: string | null; email: string | null; customerId: string | null }): {
  name: string;
  detail: string | null;
} {
  const [name, ...rest] = [customer.name, customer.email, customer.customerId].filter((part) => part !== null);
  if (name === undefined) return { name: "Guest", detail: "one payment without a name" };
  return { name, detail: customer.name === null ? null : (rest[0] ?? null) };
}
