import type { RowDraft } from "./ledger";
import type { ChargeRecord, TransactionRecord, TransferRecord } from "./state";
import { addRecord, findRecord, newId, now, type World } from "./world";

type Reversal = { id: string; refund: string; rows: RowDraft[]; transfer: TransferRecord; charge: ChargeRecord };

/** The platform's side of giving back a payment that came through it: the transfer returns, and the buyer is refunded. */
export function reversalRows(world: World, payment: ChargeRecord, amount: number): Reversal {
  const { id: platform } = world.state.platform;
  const transfer = findRecord(world, platform, "transfer", payment.sourceTransfer ?? "");
  const charge = findRecord(world, platform, "charge", transfer?.charge ?? "");
  if (!transfer || !charge) throw new Error(`Payment ${payment.id} came through no transfer.`);
  const id = newId(world, platform, "trr");
  const refund = newId(world, platform, "re");
  const shared = { account: platform, currency: transfer.currency, availableOn: now(world) };
  return {
    id,
    refund,
    transfer,
    charge,
    rows: [
      { ...shared, type: "transfer_refund", category: "transfer_reversal", amount, source: id },
      { ...shared, type: "refund", category: "refund", amount: -amount, source: refund },
    ],
  };
}

type Booked = {
  charge: ChargeRecord;
  amount: number;
  reversal: Reversal;
  booked: TransactionRecord[];
  paymentRefund: string;
};

/** Writes the reversal and the buyer's refund into the platform's book; gives the reversal's id. */
export function reverseTransfer(world: World, { amount, reversal, booked, paymentRefund }: Booked): string {
  const { id, refund, transfer, charge } = reversal;
  const rowOf = (source: string) => booked.find((row) => row.source === source)?.id ?? "";
  transfer.reversals.unshift({ id, amount, created: now(world), transaction: rowOf(id), paymentRefund, refund });
  charge.amountRefunded += amount;
  addRecord(world, charge.account, "refund", {
    id: refund,
    account: charge.account,
    charge: charge.id,
    paymentIntent: charge.paymentIntent,
    amount,
    currency: charge.currency,
    created: now(world),
    status: "succeeded",
    transaction: rowOf(refund),
    failureTransaction: null,
    failureReason: null,
    reason: "requested_by_customer",
    transferReversal: id,
  });
  return id;
}
