/**
 * Shapes of the JSON columns. Amounts are decimal strings of minor units, because JSON numbers lose cents
 * beyond 2^53.
 */
export type StoredMoney = { minor: string; currency: string };

export type StoredBalance = {
  available: StoredMoney[];
  availableBySource: (StoredMoney & { sourceType: string })[];
  pending: StoredMoney[];
  connectReserved: StoredMoney[];
  instantAvailable: (StoredMoney & { destinations: { id: string; netMinor: string }[] })[];
  /** Absent where there is none. */
  apart?: (StoredMoney & { balanceType: string })[];
  livemode: boolean;
};

export type StoredSchedule = {
  interval: string;
  weeklyPayoutDays: string[];
  monthlyPayoutDays: number[];
  status: string | null;
  delayDays: number | null;
  statementDescriptor: string | null;
  debitNegativeBalances: boolean | null;
  minimumBalances: StoredMoney[];
};

export type StoredFeeDetail = { type: string; minor: string; currency: string; description: string | null };

export type StoredDestination = {
  id: string;
  kind: "bank_account" | "card" | null;
  bankName: string | null;
  brand: string | null;
  last4: string | null;
  country: string | null;
  currency: string | null;
  status: string | null;
};

/** One price of a subscription; periods are per item since Stripe's version 2025-03. */
export type StoredSubscriptionItem = {
  id: string;
  priceId: string | null;
  quantity: number | null;
  /** Decimal text of minor units, which may have fractions; null for tiered prices. */
  unitAmount: string | null;
  interval: string | null;
  currentPeriodStart: string;
  currentPeriodEnd: string;
};

/**
 * A ledger row that was made equal to Stripe's again: what stood there, and what stands there now; null for no row.
 * `changed` names the columns that were not as Stripe has them, for a row that was there.
 */
export type StoredRepair = {
  id: string;
  found: StoredRepairedRow | null;
  now: StoredRepairedRow | null;
  changed: string[];
};

export type StoredRepairedRow = { amount: string; fee: string; net: string; currency: string; type: string };
