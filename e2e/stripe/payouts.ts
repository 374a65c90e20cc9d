import { arrivalTime, paidTime, reversalWindow, submitTime } from "./bank-delays";
import { schedule } from "./clock";
import { minorUnits, payoutStep } from "./currency";
import { missing, StripeRefusal } from "./errors";
import { emit, isSilent } from "./events";
import { instantAllowance, instantAvailable, instantFee, instantLimits } from "./instant";
import type { JsonObject } from "./json";
import { balanceOf } from "./ledger";
import { payout as payoutObject } from "./objects/payout";
import { bookPayout, returnPayout } from "./payout-ledger";
import type { AccountRecord, BankOutcome, ExternalAccountRecord, PayoutRecord } from "./state";
import { addRecord, newId, now, type World } from "./world";

export type PayoutDraft = {
  amount: number;
  currency: string;
  method?: "standard" | "instant";
  destination?: string;
  sourceType?: string;
  description?: string | null;
  statementDescriptor?: string | null;
  metadata?: Record<string, string>;
};

/** What the magic last four digits of a destination do to its payouts. */
const outcomesByLast4: Record<string, BankOutcome> = {
  "1113": { kind: "refused", code: "account_closed" },
  "1116": { kind: "refused", code: "no_account" },
  "2227": { kind: "refused", code: "insufficient_funds" },
  "3335": { kind: "refused", code: "debit_not_authorized" },
  "4440": { kind: "refused", code: "invalid_currency" },
  "9990": { kind: "returned", code: "account_closed" },
};

/** Makes a payout by hand. All checks and the booking are one step, so that two requests cannot share money. */
export function createPayout(world: World, account: AccountRecord, draft: PayoutDraft): PayoutRecord {
  const method = draft.method ?? "standard";
  checkDraft(draft);
  if (account.payoutsDisabledReason !== null) {
    throw new StripeRefusal("Payouts are disabled on this account.", { code: "payouts_not_allowed" });
  }
  const destination = destinationFor(account, draft);
  if (method === "instant") checkInstant(world, account, destination, draft);
  else checkAvailable(world, account, draft);
  const record = addPayout(world, account, destination, {
    ...draft,
    method,
    automatic: false,
    arrivalDate: arrivalTime(world, method),
  });
  bookPayout(world, record, account, now(world));
  announcePayout(world, record, "payout.created");
  return record;
}

/** A payout without its ledger row, with the timers that carry it to the bank. */
export function addPayout(
  world: World,
  account: AccountRecord,
  destination: ExternalAccountRecord,
  draft: PayoutDraft & { automatic: boolean; arrivalDate: number; method: "standard" | "instant" },
): PayoutRecord {
  const record = addRecord(world, account.id, "payout", {
    id: newId(world, account.id, "po"),
    account: account.id,
    amount: draft.amount,
    currency: draft.currency,
    created: now(world),
    arrivalDate: draft.arrivalDate,
    automatic: draft.automatic,
    method: draft.method,
    type: destination.object,
    destination: destination.id,
    status: "pending",
    outcome: account.nextOutcomes.shift() ?? outcomesByLast4[destination.last4] ?? { kind: "arrives" },
    reconciliation: draft.automatic ? "in_progress" : "not_applicable",
    description: draft.description ?? (draft.automatic ? "STRIPE PAYOUT" : null),
    statementDescriptor: draft.statementDescriptor ?? null,
    metadata: draft.metadata ?? {},
    transaction: "",
    failureTransaction: null,
    failureCode: null,
    applicationFee: null,
    applicationFeeAmount: null,
    originalPayout: null,
    reversedBy: null,
    traceId: null,
  });
  schedule(world, submitTime(world, record.method), "payout_submit", account.id, record.id);
  schedule(world, paidTime(world, record), "payout_arrive", account.id, record.id);
  return record;
}

function checkDraft({ amount, currency, sourceType, statementDescriptor }: PayoutDraft): void {
  if (amount < 1) {
    throw new StripeRefusal("This value must be at least 1.", { code: "parameter_invalid_integer", param: "amount" });
  }
  if (!/^[a-z]{3}$/.test(currency)) throw new StripeRefusal(`Invalid currency: ${currency}`, { param: "currency" });
  if (amount % payoutStep(currency) !== 0) {
    const message = `Payouts in ${currency} must be multiples of ${payoutStep(currency)}.`;
    throw new StripeRefusal(message, { param: "amount" });
  }
  if ((statementDescriptor?.length ?? 0) > 22) {
    throw new StripeRefusal("The statement descriptor is longer than 22 characters.", {
      param: "statement_descriptor",
    });
  }
  if (sourceType !== undefined && sourceType !== "card") {
    throw new StripeRefusal(`You have no funds of the type ${sourceType}.`, { code: "balance_insufficient" });
  }
}

function destinationFor(account: AccountRecord, { currency, destination }: PayoutDraft): ExternalAccountRecord {
  const present = account.externalAccounts.filter((external) => !external.deleted);
  const chosen =
    destination === undefined
      ? present.find((external) => external.currency === currency && external.isDefault)
      : present.find((external) => external.id === destination);
  if (!chosen && destination !== undefined) throw missing("external account", destination, 400, "destination");
  if (!chosen) throw new StripeRefusal(`You have no external account in ${currency}.`, { param: "currency" });
  if (chosen.currency !== currency) {
    throw new StripeRefusal(`The destination does not take payouts in ${currency}.`, { param: "destination" });
  }
  if (chosen.status === "errored") {
    const message = "A payout to this external account failed; replace it before making another.";
    throw new StripeRefusal(message, { code: "bank_account_unusable", param: "destination" });
  }
  return chosen;
}

function checkAvailable(world: World, account: AccountRecord, { amount, currency }: PayoutDraft): void {
  if (amount < minorUnits(currency)) {
    throw new StripeRefusal("The amount is below the minimum.", { code: "amount_too_small", param: "amount" });
  }
  if (amount > balanceOf(world, account.id, "available", currency)) throw insufficient();
}

function checkInstant(
  world: World,
  account: AccountRecord,
  destination: ExternalAccountRecord,
  { amount, currency }: PayoutDraft,
): void {
  const { min, max } = instantLimits(currency);
  if (!destination.instant) {
    const message = "The destination does not support instant payouts.";
    throw new StripeRefusal(message, { code: "instant_payouts_unsupported", param: "method" });
  }
  if (amount < min)
    throw new StripeRefusal("The amount is below the minimum.", { code: "amount_too_small", param: "amount" });
  if (amount > max)
    throw new StripeRefusal("The amount is above the maximum.", { code: "amount_too_large", param: "amount" });
  if (amount > instantAllowance(world, account, currency)) {
    throw new StripeRefusal("The day's limit for instant payouts is reached.", {
      code: "instant_payouts_limit_exceeded",
    });
  }
  if (amount + instantFee(amount, currency) > instantAvailable(world, account, currency)) throw insufficient();
}

function insufficient(): StripeRefusal {
  return new StripeRefusal("You have insufficient funds in your Stripe account.", { code: "balance_insufficient" });
}

/** Stops a payout that was made by hand and is still pending. */
export function cancelPayout(world: World, record: PayoutRecord): void {
  if (record.automatic) throw new StripeRefusal("Automatic payouts cannot be canceled.");
  if (record.status !== "pending") throw new StripeRefusal(`A payout that is ${record.status} cannot be canceled.`);
  record.status = "canceled";
  returnPayout(world, record, "payout_cancel");
  announcePayout(world, record, "payout.canceled");
}

/** Fetches the money of a paid payout back from the bank, by a payout of the opposite amount. */
export function reversePayout(
  world: World,
  account: AccountRecord,
  record: PayoutRecord,
  metadata: Record<string, string>,
): PayoutRecord {
  const destination = account.externalAccounts.find((external) => external.id === record.destination);
  const isTooOld = now(world) > record.arrivalDate + reversalWindow;
  if (record.status !== "paid" || record.method === "instant" || record.amount < 0 || record.reversedBy || isTooOld) {
    throw new StripeRefusal(`Payout ${record.id} cannot be reversed.`);
  }
  if (destination?.object !== "bank_account" || !["US", "CA"].includes(destination.country)) {
    throw new StripeRefusal("Only payouts to bank accounts in the United States and Canada can be reversed.");
  }
  const reversal = addPayout(world, account, destination, {
    amount: -record.amount,
    currency: record.currency,
    metadata,
    method: "standard",
    automatic: false,
    arrivalDate: arrivalTime(world, "standard"),
  });
  reversal.originalPayout = record.id;
  record.reversedBy = reversal.id;
  // The money comes back with the debit, so it counts as available only once that has arrived.
  bookPayout(world, reversal, account, reversal.arrivalDate);
  announcePayout(world, reversal, "payout.created");
  return reversal;
}

export function announcePayout(world: World, record: PayoutRecord, type: string, previous?: JsonObject): void {
  if (!isSilent(world)) emit(world, record.account, type, payoutObject(record), previous ?? null);
}
