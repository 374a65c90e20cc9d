import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { ApplicationFeeRecord, FeeRefundRecord } from "../state";

/** The platform's application, of which the emulator knows the id alone. */
export const applicationId = "ca_platform";

export function applicationFee(record: ApplicationFeeRecord): JsonObject {
  const refunded = record.refunds.reduce((sum, refund) => sum + refund.amount, 0);
  return fill("application_fee", {
    id: record.id,
    account: record.account,
    amount: record.amount,
    amount_refunded: refunded,
    application: applicationId,
    balance_transaction: record.transaction,
    // A fee on a payout has no charge, but the description allows no null here.
    charge: record.charge ?? "",
    created: record.created,
    currency: record.currency,
    originating_transaction: record.origin,
    fee_source: record.charge
      ? { type: "charge", charge: record.charge }
      : { type: "payout", payout: record.payout ?? undefined },
    refunded: refunded === record.amount,
    refunds: {
      object: "list",
      data: record.refunds.map((refund) => feeRefund(record, refund)),
      has_more: false,
      url: `/v1/application_fees/${record.id}/refunds`,
    },
  });
}

export function feeRefund(fee: ApplicationFeeRecord, refund: FeeRefundRecord): JsonObject {
  return fill("fee_refund", {
    id: refund.id,
    amount: refund.amount,
    balance_transaction: refund.transaction,
    created: refund.created,
    currency: fee.currency,
    fee: fee.id,
    metadata: {},
  });
}
