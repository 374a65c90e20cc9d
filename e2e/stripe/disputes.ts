import { minorUnits } from "./currency";
import { emit } from "./events";
import { postRow, worldSide } from "./ledger";
import { charge as chargeObject } from "./objects/charge";
import { dispute as disputeObject } from "./objects/dispute";
import { amend, note } from "./oracle";
import type { ChargeRecord, DisputeRecord } from "./state";
import { addRecord, newId, now, type World } from "./world";

const disputeFeeUnits = 15;

/** A customer's bank takes the payment back; Stripe keeps a fee for it. */
export function openDispute(world: World, charge: ChargeRecord, reason: string): DisputeRecord {
  const { account, currency } = charge;
  const amount = charge.amount - charge.amountRefunded;
  const fee = disputeFeeUnits * minorUnits(currency);
  const id = newId(world, account, "du");
  const feeDetail = { amount: fee, application: null, currency, description: "Dispute fee", type: "stripe_fee" };
  const row = postRow(
    world,
    {
      account,
      type: "adjustment",
      category: "dispute",
      amount: -amount,
      currency,
      availableOn: now(world),
      fees: [feeDetail],
      source: id,
      description: `Chargeback withdrawal for ${charge.id}`,
    },
    [worldSide("cards", currency, amount), worldSide("stripe_fees", currency, fee)],
  );
  charge.disputed = true;
  const record = addRecord(world, account, "dispute", {
    id,
    account,
    charge: charge.id,
    paymentIntent: charge.paymentIntent,
    amount,
    currency,
    created: now(world),
    reason,
    status: "needs_response",
    transactions: [row.id],
  });
  const status = "needs_response";
  note(world, "disputes", { account, id, charge: charge.id, at: now(world), amount, currency, status });
  emit(world, account, "charge.dispute.created", disputeObject(world, record));
  emit(world, account, "charge.dispute.funds_withdrawn", disputeObject(world, record));
  emit(world, account, "charge.updated", chargeObject(charge), { disputed: false });
  return record;
}

/** The bank has decided; a dispute that was won brings the amount back, but not the fee. */
export function closeDispute(world: World, record: DisputeRecord, status: "won" | "lost"): void {
  record.status = status;
  amend(world, "disputes", record.id, { status });
  if (status === "won") {
    const row = postRow(
      world,
      {
        account: record.account,
        type: "adjustment",
        category: "dispute_reversal",
        amount: record.amount,
        currency: record.currency,
        availableOn: now(world),
        source: record.id,
        description: `Chargeback reversal for ${record.charge}`,
      },
      [worldSide("cards", record.currency, -record.amount)],
    );
    record.transactions.push(row.id);
    emit(world, record.account, "charge.dispute.funds_reinstated", disputeObject(world, record));
  }
  emit(world, record.account, "charge.dispute.closed", disputeObject(world, record));
}
