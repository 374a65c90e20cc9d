import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { PayoutRecord } from "../state";

export function payout(record: PayoutRecord): JsonObject {
  return fill("payout", {
    id: record.id,
    amount: record.amount,
    application_fee: record.applicationFee,
    application_fee_amount: record.applicationFeeAmount,
    arrival_date: record.arrivalDate,
    automatic: record.automatic,
    balance_transaction: record.transaction,
    created: record.created,
    currency: record.currency,
    description: record.description,
    destination: record.destination,
    failure_balance_transaction: record.failureTransaction,
    failure_code: record.failureCode,
    failure_message: record.failureCode === null ? null : failureMessage(record.failureCode),
    metadata: { ...record.metadata },
    method: record.method,
    original_payout: record.originalPayout,
    reconciliation_status: record.reconciliation,
    reversed_by: record.reversedBy,
    source_type: "card",
    statement_descriptor: record.statementDescriptor,
    status: record.status,
    trace_id: traceOf(record),
    type: record.type,
  });
}

function traceOf(record: PayoutRecord): JsonObject | null {
  if (record.status === "pending" || record.status === "in_transit") return null;
  if (record.type === "card" || record.traceId === null) return { status: "unsupported", value: null };
  return { status: "supported", value: record.traceId };
}

const messages: Record<string, string> = {
  account_closed: "The bank account has been closed.",
  no_account: "The bank account details do not match an account at the bank.",
  insufficient_funds: "The bank account does not hold enough for the debit.",
  debit_not_authorized: "The bank account does not allow debits.",
  invalid_currency: "The bank cannot process this payout in the currency of the account.",
  could_not_process: "The bank could not process this payout.",
};

function failureMessage(code: string): string {
  return messages[code] ?? "The payout could not be completed.";
}
