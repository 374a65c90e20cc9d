import { day } from "../calendar";
import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { DisputeRecord } from "../state";
import { findRecord, type World } from "../world";
import { balanceTransaction } from "./balance-transaction";

const answerDays = 10;

export function dispute(world: World, record: DisputeRecord): JsonObject {
  const rows = record.transactions.flatMap((id) => {
    const row = findRecord(world, record.account, "balance_transaction", id);
    return row ? [balanceTransaction(row)] : [];
  });
  return fill("dispute", {
    id: record.id,
    amount: record.amount,
    balance_transactions: rows,
    charge: record.charge,
    created: record.created,
    currency: record.currency,
    evidence_details: fill("dispute_evidence_details", {
      due_by: record.created + answerDays * day,
      has_evidence: record.status !== "needs_response",
    }),
    payment_intent: record.paymentIntent,
    reason: record.reason,
    status: record.status,
  });
}
