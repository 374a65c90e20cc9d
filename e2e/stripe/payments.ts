import { announceCharge } from "./announce-charge";
import { addApplicationFee } from "./book-charge";
import { addBusinessDays, nextBusinessDay } from "./calendar";
import { addCharge } from "./charges";
import { processingFee, roundToStep } from "./currency";
import { emit } from "./events";
import { post, type RowDraft, worldSide } from "./ledger";
import { applicationId } from "./objects/application-fee";
import { charge as chargeObject } from "./objects/charge";
import { transfer as transferObject } from "./objects/transfer";
import { note } from "./oracle";
import type { AccountRecord, ChargeRecord } from "./state";
import { addRecord, newId, now, type World } from "./world";

type PaymentDraft = { amount: number; description?: string | null; email?: string | null; name?: string | null };

const applicationFeeShare = 0.1;

/**
 * A destination charge: the buyer pays the platform, a transfer takes it on, and the account sees a payment without
 * a customer. The platform bears Stripe's fee and takes its own from the payment.
 */
export function makePayment(world: World, account: AccountRecord, draft: PaymentDraft): ChargeRecord {
  const { platform } = world.state;
  const { amount } = draft;
  const { currency } = account;
  const stripeFee = processingFee(amount, currency);
  const share = roundToStep(amount * applicationFeeShare, currency);
  const transferId = newId(world, platform.id, "tr");
  const charge = chargeOn(world, platform.id, { ...draft, currency, prefix: "ch" });
  const payment = chargeOn(world, account.id, { amount, description: null, currency, prefix: "py" });
  charge.destination = account.id;
  charge.applicationFeeAmount = share;
  payment.sourceTransfer = transferId;
  payment.applicationFeeAmount = share;
  payment.applicationFee = newId(world, platform.id, "fee");
  const rows = paymentRows({ world, account, charge, payment, transfer: transferId, stripeFee });
  const sides = [worldSide("cards", currency, -amount), worldSide("stripe_fees", currency, stripeFee)];
  const [chargeRow, transferRow, paymentRow, feeRow] = post(world, { rows, others: sides });
  if (!chargeRow || !transferRow || !paymentRow || !feeRow) throw new Error("A payment made no rows.");
  charge.transaction = chargeRow.id;
  payment.transaction = paymentRow.id;
  notePayment(world, payment);
  const transfer = addRecord(world, platform.id, "transfer", {
    id: transferId,
    account: platform.id,
    amount,
    currency,
    created: now(world),
    destination: account.id,
    destinationPayment: payment.id,
    charge: charge.id,
    transaction: transferRow.id,
    reversals: [],
  });
  addApplicationFee(world, { charge: payment, amount: share, transaction: feeRow.id, origin: charge.id });
  announceCharge(world, charge);
  emit(world, null, "transfer.created", transferObject(transfer));
  emit(world, account.id, "charge.succeeded", chargeObject(payment));
  return payment;
}

type Parts = {
  world: World;
  account: AccountRecord;
  charge: ChargeRecord;
  payment: ChargeRecord;
  transfer: string;
  stripeFee: number;
};

/** The buyer's charge and the transfer on the platform, the payment on the account, and the platform's fee on it. */
function paymentRows({ world, account, charge, payment, transfer, stripeFee }: Parts): RowDraft[] {
  const { amount, currency } = payment;
  const share = payment.applicationFeeAmount ?? 0;
  const availableOn = addBusinessDays(nextBusinessDay(now(world)), account.delayOverride ?? account.delayDays);
  const onAccount = { currency, availableOn, account: account.id };
  const onPlatform = { ...onAccount, account: world.state.platform.id };
  const fee = { currency, application: null, amount: stripeFee, description: "Stripe processing fees" };
  const ownFee = { currency, application: applicationId, amount: share, description: "Application fee" };
  const fees = [{ ...fee, type: "stripe_fee" }];
  const ownFees = [{ ...ownFee, type: "application_fee" }];
  return [
    { ...onPlatform, type: "charge", category: "charge", amount, source: charge.id, fees },
    { ...onPlatform, type: "transfer", category: "transfer", amount: -amount, source: transfer },
    { ...onAccount, type: "payment", category: "charge", amount, source: payment.id, fees: ownFees },
    {
      ...onPlatform,
      type: "application_fee",
      category: "platform_earning",
      amount: share,
      source: payment.applicationFee,
    },
  ];
}

function notePayment(world: World, { account, id, amount, currency }: ChargeRecord): void {
  const nobody = { customer: null, email: null, name: null };
  note(world, "charges", {
    account,
    id,
    at: now(world),
    currency,
    amount,
    captured: amount,
    succeeded: true,
    ...nobody,
  });
}

function chargeOn(
  world: World,
  holder: string,
  draft: PaymentDraft & { currency: string; prefix: "ch" | "py" },
): ChargeRecord {
  const isOwn = draft.prefix === "ch";
  return addCharge(world, holder, {
    id: newId(world, holder, draft.prefix),
    account: holder,
    paymentIntent: isOwn ? newId(world, holder, "pi") : null,
    amount: draft.amount,
    amountCaptured: draft.amount,
    amountRefunded: 0,
    currency: draft.currency,
    settlement: draft.currency,
    rate: null,
    created: now(world),
    status: "succeeded",
    isCaptured: true,
    isExpired: false,
    method: isOwn ? "card" : "stripe_account",
    brand: "visa",
    last4: "4242",
    customer: null,
    email: draft.email ?? null,
    name: draft.name ?? null,
    description: draft.description ?? null,
    applicationFee: null,
    applicationFeeAmount: null,
    transaction: null,
    failureTransaction: null,
    failureCode: null,
    disputed: false,
    sourceTransfer: null,
    destination: null,
  });
}
