import type { InferSelectModel } from "drizzle-orm";
import type { connectedAccounts } from "@/db/schema";
import type { StoredSchedule } from "@/db/stored";
import type { Account } from "../core/account";
import { toCurrency } from "../core/currency";
import { toConnectedAccountId, toStripeAccountId } from "../core/ids";
import type { PayoutSchedule } from "../core/payout-schedule";

export type AccountRecord = InferSelectModel<typeof connectedAccounts>;

/** A row of `connected_accounts` in our types. The caller has read it under its organization. */
export function toAccount(row: AccountRecord): Account {
  return {
    id: toConnectedAccountId(row.id),
    stripeAccountId: toStripeAccountId(row.stripeAccountId),
    displayName: row.displayName,
    country: row.country,
    defaultCurrency: toCurrency(row.defaultCurrency),
    chargesEnabled: row.chargesEnabled,
    payoutsEnabled: row.payoutsEnabled,
    requirementsDue: row.requirementsDue,
    isDefault: row.isDefault,
    state: row.state,
    schedule: row.schedule && fromStoredSchedule(row.schedule),
    scheduleFetchedAt: row.scheduleFetchedAt,
    livemode: row.livemode,
  };
}

/** The schedule as JSON, amounts as decimal text. */
export function toStoredSchedule(schedule: PayoutSchedule): StoredSchedule {
  return {
    ...schedule,
    weeklyPayoutDays: [...schedule.weeklyPayoutDays],
    monthlyPayoutDays: [...schedule.monthlyPayoutDays],
    minimumBalances: schedule.minimumBalances.map(({ currency, minor }) => ({ currency, minor: minor.toString() })),
  };
}

function fromStoredSchedule(stored: StoredSchedule): PayoutSchedule {
  return {
    ...stored,
    minimumBalances: stored.minimumBalances.map(({ currency, minor }) => ({ currency, minor: BigInt(minor) })),
  };
}
