import { StripeRefusal } from "../errors";
import { emit } from "../events";
import { integer, text } from "../json";
import { balanceOf, postRow, worldSide } from "../ledger";
import { account as accountObject } from "../objects/account";
import { applicationId } from "../objects/application-fee";
import { failPayout, markErrored, replaceExternalAccount } from "../payout-lifecycle";
import { createPayout } from "../payouts";
import { holdReserve } from "../reserves";
import { type StripeFeeKind, takeStripeFee } from "../stripe-fees";
import { findRecord, now } from "../world";
import { defaultAmount, type Scenario } from "./scenario";

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

function reserveWith(sign: 1 | -1): Scenario {
  return (world, account, params) => {
    const currency = text(params, "currency") ?? account.currency;
    return { id: holdReserve(world, account, currency, sign * (integer(params, "amount") ?? defaultAmount)) };
  };
}

const feeKinds: readonly StripeFeeKind[] = ["radar", "billing", "network_cost", "tax", "correction"];
const defaultFee = 250;

const stripeFee: Scenario = (world, account, params) => {
  const kind = feeKinds.find((known) => known === params.kind) ?? "radar";
  const amount = integer(params, "amount") ?? defaultFee;
  return {
    id: takeStripeFee(world, account, { kind, amount, currency: text(params, "currency") ?? account.currency }).id,
  };
};

function setConnected(isConnected: boolean): Scenario {
  return (world, account) => {
    account.isConnected = isConnected;
    const type = `account.application.${isConnected ? "authorized" : "deauthorized"}`;
    emit(world, account.id, type, { id: applicationId, object: "application", name: "Platform" });
    return { id: account.id };
  };
}

export const moneyScenarios = {
  payout_fail_after_paid: payoutFailAfterPaid,
  negative_balance: negativeBalance,
  reserve_hold: reserveWith(1),
  reserve_release: reserveWith(-1),
  stripe_fee: stripeFee,
  disable_payouts: setPayoutsDisabled("requirements.past_due"),
  enable_payouts: setPayoutsDisabled(null),
  deauthorize: setConnected(false),
  authorize: setConnected(true),
  external_account_error: externalAccountError,
  external_account_replace: externalAccountReplace,
} satisfies Record<string, Scenario>;
