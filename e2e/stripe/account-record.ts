import type { BankOutcome } from "./state";

export type ExternalAccountRecord = {
  id: string;
  object: "bank_account" | "card";
  name: string;
  last4: string;
  currency: string;
  country: string;
  instant: boolean;
  isDefault: boolean;
  status: "new" | "errored";
  deleted: boolean;
  created: number;
};

export type Interval = "manual" | "daily" | "weekly" | "monthly";
export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday";
export type Schedule = { interval: Interval; weekdays: Weekday[]; monthDays: number[] };

export type AccountRecord = {
  id: string;
  label: string;
  country: string;
  currency: string;
  email: string;
  created: number;
  /** False once the account has left the platform. */
  isConnected: boolean;
  payoutsDisabledReason: string | null;
  schedule: Schedule;
  delayDays: number;
  delayOverride: number | null;
  debitNegativeBalances: boolean;
  minimumBalance: Record<string, number>;
  statementDescriptor: string | null;
  externalAccounts: ExternalAccountRecord[];
  /** Instant payouts of one day, in minor units of their currency. */
  instantUse: { day: number; amounts: Record<string, number> };
  /** Outcomes that scenarios chose for the next payouts; each is used once. */
  nextOutcomes: BankOutcome[];
};
