import { reconcileTime, returnTime } from "./bank-delays";
import { schedule } from "./clock";
import { StripeRefusal } from "./errors";
import { emit } from "./events";
import { externalAccount } from "./objects/external-account";
import { returnPayout } from "./payout-ledger";
import { announcePayout } from "./payouts";
import { nextInteger } from "./random";
import type { AccountRecord, ExternalAccountRecord, PayoutRecord } from "./state";
import { accountOf, newId, streamOf, type World } from "./world";

/** The bank has taken the payout: from now on it cannot be canceled. */
export function submitPayout(world: World, record: PayoutRecord): void {
  if (record.status !== "pending") return;
  record.status = "in_transit";
  announcePayout(world, record, "payout.updated", { status: "pending" });
}

/** The arrival date has come: the payout is paid, or the bank refuses it. */
export function arrivePayout(world: World, record: PayoutRecord): void {
  if (record.automatic) schedule(world, reconcileTime(world), "payout_reconcile", record.account, record.id);
  if (record.status !== "in_transit") return;
  if (record.outcome.kind === "refused") {
    failPayout(world, record, record.outcome.code);
    return;
  }
  record.status = "paid";
  record.traceId = String(nextInteger(streamOf(world, record.account), 100_000_000, 999_999_999));
  announcePayout(world, record, "payout.paid");
  if (record.outcome.kind === "returned")
    schedule(world, returnTime(world), "payout_return", record.account, record.id);
}

/** The money comes back, and the external account takes no more payouts until it is replaced. */
export function failPayout(world: World, record: PayoutRecord, code: string): void {
  if (record.status === "failed" || record.status === "canceled") return;
  record.status = "failed";
  record.failureCode = code;
  returnPayout(world, record, "payout_failure");
  announcePayout(world, record, "payout.failed");
  const account = accountOf(world, record.account);
  const external = account.externalAccounts.find((candidate) => candidate.id === record.destination);
  if (external) markErrored(world, account, external);
}

export function returnPaidPayout(world: World, record: PayoutRecord): void {
  if (record.outcome.kind === "returned") failPayout(world, record, record.outcome.code);
}

export function reconcilePayout(world: World, record: PayoutRecord): void {
  record.reconciliation = "completed";
  announcePayout(world, record, "payout.reconciliation_completed");
}

export function markErrored(world: World, account: AccountRecord, external: ExternalAccountRecord): void {
  if (external.status === "errored" || external.deleted) return;
  external.status = "errored";
  const object = externalAccount(external, account.id);
  emit(world, account.id, "account.external_account.updated", object, { status: "new" });
}

/** Puts a working bank account in the place of the default one for the currency. */
export function replaceExternalAccount(world: World, account: AccountRecord, currency: string): ExternalAccountRecord {
  const old = account.externalAccounts.find((external) => external.currency === currency && external.isDefault);
  if (!old) throw new StripeRefusal(`Account ${account.id} has no default external account in ${currency}.`);
  const fresh: ExternalAccountRecord = {
    ...old,
    id: newId(world, account.id, "ba"),
    object: "bank_account",
    name: "Test Bank",
    last4: "6789",
    status: "new",
    created: world.state.clock.now,
  };
  account.externalAccounts.push(fresh);
  emit(world, account.id, "account.external_account.created", externalAccount(fresh, account.id));
  old.isDefault = false;
  old.deleted = true;
  emit(world, account.id, "account.external_account.deleted", externalAccount(old, account.id));
  return fresh;
}
