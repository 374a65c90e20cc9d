import { disputeFee } from "./currency";
import { StripeRefusal } from "./errors";
import { emit } from "./events";
import { postRow, type RowDraft, worldSide } from "./ledger";
import { charge as chargeObject } from "./objects/charge";
import { dispute as disputeObject } from "./objects/dispute";
import { amend, note } from "./oracle";
import { buyerSide, settled } from "./settlement";
import type { ChargeRecord, DisputeRecord, FeeDetail } from "./state";
import { addRecord, findRecord, newId, now, type World } from "./world";

/** A customer's bank takes the payment back; Stripe keeps a fee for it. An inquiry asks only, and moves nothing. */
export function openDispute(
  world: World,
  charge: ChargeRecord,
  { reason, isInquiry = false }: { reason: string; isInquiry?: boolean },
): DisputeRecord {
  if (charge.sourceTransfer !== null) throw new StripeRefusal(`Charge ${charge.id} is disputed on the platform.`);
  const { account, currency } = charge;
  const record = addRecord(world, account, "dispute", {
    id: newId(world, account, "du"),
    account,
    charge: charge.id,
    paymentIntent: charge.paymentIntent,
    amount: charge.amountCaptured - charge.amountRefunded,
    currency,
    created: now(world),
    reason,
    status: isInquiry ? "warning_needs_response" : "needs_response",
    transactions: [],
  });
  const { id, amount, status } = record;
  note(world, "disputes", { account, id, charge: charge.id, at: now(world), amount, currency, status });
  if (!isInquiry) withdraw(world, charge, record);
  charge.disputed = true;
  emit(world, account, "charge.dispute.created", disputeObject(world, record));
  if (!isInquiry) emit(world, account, "charge.dispute.funds_withdrawn", disputeObject(world, record));
  emit(world, account, "charge.updated", chargeObject(charge), { disputed: false });
  return record;
}

function withdraw(world: World, charge: ChargeRecord, record: DisputeRecord): void {
  const fee = disputeFee(charge.settlement);
  const row: RowDraft = {
    ...rowOf(world, charge, record),
    category: "dispute",
    amount: -settled(charge, record.amount),
    fees: feeOf(charge, fee),
    description: `Chargeback withdrawal for ${charge.id}`,
  };
  const sides = [...buyerSide(charge, -record.amount), worldSide("stripe_fees", charge.settlement, fee)];
  record.transactions.push(postRow(world, row, sides).id);
}

function rowOf(
  world: World,
  charge: ChargeRecord,
  record: DisputeRecord,
): Pick<RowDraft, "account" | "type" | "currency" | "availableOn" | "source" | "rate"> {
  const { account, settlement: currency, rate } = charge;
  return { account, type: "adjustment", currency, availableOn: now(world), source: record.id, rate };
}

function feeOf({ settlement }: ChargeRecord, amount: number): FeeDetail[] {
  return [{ amount, application: null, currency: settlement, description: "Dispute fee", type: "stripe_fee" }];
}

/** Accounts that settle in these get the fee of a dispute back when they win it. */
const feeReturns = new Set(["eur"]);

/** The bank has decided: a dispute that was won brings the amount back. An inquiry just ends. */
export function closeDispute(world: World, record: DisputeRecord, status: "won" | "lost" | "warning_closed"): void {
  const charge = findRecord(world, record.account, "charge", record.charge);
  const isInquiry = record.status === "warning_needs_response";
  const isOpen = isInquiry || record.status === "needs_response";
  if (!charge || !isOpen || isInquiry !== (status === "warning_closed")) {
    throw new StripeRefusal(`Dispute ${record.id} is ${record.status} and cannot become ${status}.`);
  }
  record.status = status;
  amend(world, "disputes", record.id, { status });
  if (status === "won") {
    const fee = feeReturns.has(charge.settlement) ? disputeFee(charge.settlement) : 0;
    const row: RowDraft = {
      ...rowOf(world, charge, record),
      category: "dispute_reversal",
      amount: settled(charge, record.amount),
      fees: fee === 0 ? [] : feeOf(charge, -fee),
      description: `Chargeback reversal for ${record.charge}`,
    };
    const sides = [...buyerSide(charge, record.amount), worldSide("stripe_fees", charge.settlement, -fee)];
    record.transactions.push(postRow(world, row, sides).id);
    emit(world, record.account, "charge.dispute.funds_reinstated", disputeObject(world, record));
  }
  emit(world, record.account, "charge.dispute.closed", disputeObject(world, record));
}
