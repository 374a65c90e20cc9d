import type { Interval, Weekday } from "../state";
import type { World } from "../world";

export type ExternalPlan = { object: "bank_account" | "card"; last4: string; instant?: boolean; isDefault?: boolean };

export type AccountPlan = {
  label: string;
  country: string;
  currency: string;
  interval: Interval;
  /** Of the interval weekly. */
  weekdays?: Weekday[];
  externals: ExternalPlan[];
  /** What happened on the account from `from` to `to`, in any order. */
  history: (account: AccountHistory) => Command[];
};
export type AccountHistory = { world: World; account: string; from: number; to: number };

/** Something that happens at a moment of the history. */
export type Command = { at: number; run: () => void };

type OrganizationPlan = { name: string; slug: string; accounts: AccountPlan[] };
export type WorldPlan = {
  days: number;
  /** Customers and subscriptions that are there from the beginning and move no money. */
  hasStandingRecords: boolean;
  organizations: OrganizationPlan[];
};
