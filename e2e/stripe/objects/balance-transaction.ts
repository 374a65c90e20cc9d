import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { TransactionRecord } from "../state";

export function balanceTransaction(row: TransactionRecord): JsonObject {
  return fill("balance_transaction", {
    id: row.id,
    amount: row.amount,
    available_on: row.availableOn,
    balance_type: row.balanceType,
    created: row.created,
    currency: row.currency,
    description: row.description,
    exchange_rate: row.rate,
    fee: row.fee,
    fee_details: row.fees.map((detail) => ({ ...detail })),
    net: row.net,
    reporting_category: row.category,
    source: row.source,
    status: row.status,
    type: row.type,
  });
}
