import { z } from "zod";
import { accountId, count, coverage, currency, instant, minorUnits, text, uuid } from "./fields";
import { pageOf } from "./page";

export const transactionSchema = z.strictObject({
  id: uuid,
  stripeBalanceTxnId: text,
  accountId,
  amount: minorUnits,
  fee: minorUnits,
  netAmount: minorUnits.meta({ description: "amount - fee, in minor units." }),
  currency,
  type: text.meta({ description: "Stripe's type. The list is open." }),
  reportingCategory: text,
  balanceType: text,
  sourceId: text.nullable().meta({ description: "The charge, refund, payout or other object behind it." }),
  payoutId: text.nullable().meta({ description: "Stripe's id of the payout that carried it." }),
  description: text.nullable(),
  status: z.enum(["available", "pending"]),
  availableOn: instant,
  created: instant,
  exchangeRate: text.nullable().meta({ description: "Decimal text, exact." }),
  feeDetails: z.array(z.strictObject({ type: text, amount: minorUnits, currency, description: text.nullable() })),
  metadata: z.record(z.string(), text),
});

export const transactionListSchema = pageOf(transactionSchema, {
  ...coverage,
  totals: z
    .array(z.strictObject({ currency, count, amount: minorUnits, fee: minorUnits, netAmount: minorUnits }))
    .meta({ description: "Sums over the whole filter, one per currency." }),
});
