import { makeCharge } from "./charges";
import { closeDispute, openDispute } from "./disputes";
import { StripeRefusal } from "./errors";
import { emit } from "./events";
import { integer, type JsonObject, text } from "./json";
import { balanceOf, postRow, worldSide } from "./ledger";
import { account as accountObject } from "./objects/account";
import { failPayout, markErrored, replaceExternalAccount } from "./payout-lifecycle";
import { createPayout } from "./payouts";
import { makeRefund } from "./refunds";
import type { AccountRecord, ChargeRecord } from "./state";
import { bookOf, findRecord, now, type World } from "./world";

type Scenario = (world: World, account: AccountRecord, params: JsonObject) => JsonObject;

export const scenarioNames = [
  "charge",
  "charge_async_fail",
  "refund",
  "dispute_open",
  "dispute_win",
  "dispute_lose",
  "payout_fail_after_paid",
  "negative_balance",
  "disable_payouts",
  "enable_payouts",
  "external_account_error",
  "external_account_replace",
] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** Makes something happen on an account that no call of Stripe's API can do here; gives the ids it made. */
export function runScenario(world: World, name: ScenarioName, account: AccountRecord, params: JsonObject): JsonObject {
  return scenarios[name](world, account, params);
}

const defaultAmount = 10_000;

/** `count` charges of `amount`; with `available` the money skips the pending balance. */
const charge: Scenario = (world, account, params) => {
  const ids = Array.from({ length: integer(params, "count") ?? 1 }, () => {
    const record = makeCharge(world, account, {
      amount: integer(params, "amount") ?? defaultAmount,
      currency: text(params, "currency"),
      description: text(params, "description"),
      email: text(params, "email"),
      availableNow: params.available === true,
    });
    return record.id;
  });
  return { id: ids[0], ids };
};

const chargeAsyncFail: Scenario = (world, account, params) => {
  const amount = integer(params, "amount") ?? defaultAmount;
  const record = makeCharge(world, account, { amount, method: "us_bank_account", failsLater: true });
  return { id: record.id };
};

/** The charge that is named, else the newest one that can still be refunded. */
function chargeOf(world: World, account: AccountRecord, params: JsonObject): ChargeRecord {
  const id = text(params, "charge");
  const isOpen = (record: ChargeRecord) =>
    record.status === "succeeded" && !record.disputed && record.amountRefunded < record.amount;
  const found =
    id === undefined ? bookOf(world, account.id).charge.findLast(isOpen) : findRecord(world, account.id, "charge", id);
  if (!found) throw new StripeRefusal(`Account ${account.id} has no such charge.`);
  return found;
}

const refund: Scenario = (world, account, params) => {
  const record = chargeOf(world, account, params);
  const amount = integer(params, "amount") ?? record.amount - record.amountRefunded;
  return { id: makeRefund(world, record, amount, "requested_by_customer").id, charge: record.id };
};

const disputeOpen: Scenario = (world, account, params) => {
  const dispute = openDispute(world, chargeOf(world, account, params), text(params, "reason") ?? "fraudulent");
  return { id: dispute.id, charge: dispute.charge };
};

function closeWith(status: "won" | "lost"): Scenario {
  return (world, account, params) => {
    const id = text(params, "dispute");
    const open = bookOf(world, account.id).dispute.filter((dispute) => dispute.status === "needs_response");
    const found = id === undefined ? open.at(-1) : open.find((dispute) => dispute.id === id);
    if (!found) throw new StripeRefusal(`Account ${account.id} has no such open dispute.`);
    closeDispute(world, found, status);
    return { id: found.id };
  };
}

/** A paid payout fails now; one that is still on its way will fail once it is paid; without one, one is made. */
const payoutFailAfterPaid: Scenario = (world, account, params) => {
  const code = text(params, "code") ?? "account_closed";
  const id = text(params, "payout");
  const draft = { amount: integer(params, "amount") ?? defaultAmount, currency: account.currency };
  const record = id === undefined ? createPayout(world, account, draft) : findRecord(world, account.id, "payout", id);
  if (!record) throw new StripeRefusal(`Account ${account.id} has no payout ${id}.`);
  if (record.status === "paid") failPayout(world, record, code);
  else record.outcome = { kind: "returned", code };
  return { id: record.id };
};

/** Leaves the account `amount` below zero, by an adjustment that Stripe books. */
const negativeBalance: Scenario = (world, account, params) => {
  const currency = text(params, "currency") ?? account.currency;
  const below = integer(params, "amount") ?? defaultAmount;
  const amount = -(balanceOf(world, account.id, "available", currency) + below);
  const row = postRow(
    world,
    {
      account: account.id,
      type: "adjustment",
      category: "other_adjustment",
      amount,
      currency,
      availableOn: now(world),
      source: null,
      description: "Adjustment",
    },
    [worldSide("stripe_fees", currency, -amount)],
  );
  return { id: row.id };
};

function setPayoutsDisabled(reason: string | null): Scenario {
  return (world, account) => {
    const before = account.payoutsDisabledReason === null;
    account.payoutsDisabledReason = reason;
    emit(world, account.id, "account.updated", accountObject(account), { payouts_enabled: before });
    return { id: account.id };
  };
}

const externalAccountError: Scenario = (world, account, params) => {
  const id = text(params, "external_account");
  const found = account.externalAccounts.find((external) =>
    id === undefined ? external.isDefault && !external.deleted : external.id === id,
  );
  if (!found) throw new StripeRefusal(`Account ${account.id} has no such external account.`);
  markErrored(world, account, found);
  return { id: found.id };
};

const externalAccountReplace: Scenario = (world, account, params) => {
  return { id: replaceExternalAccount(world, account, text(params, "currency") ?? account.currency).id };
};

const scenarios: Record<ScenarioName, Scenario> = {
  charge,
  charge_async_fail: chargeAsyncFail,
  refund,
  dispute_open: disputeOpen,
  dispute_win: closeWith("won"),
  dispute_lose: closeWith("lost"),
  payout_fail_after_paid: payoutFailAfterPaid,
  negative_balance: negativeBalance,
  disable_payouts: setPayoutsDisabled("requirements.past_due"),
  enable_payouts: setPayoutsDisabled(null),
  external_account_error: externalAccountError,
  external_account_replace: externalAccountReplace,
};
