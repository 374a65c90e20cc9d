import { z } from "zod";
import { intentStates } from "../../core/payout";
import { linkKinds, payoutProofStates } from "../../core/proof";
import { accountId, count, coverage, currency, fault, instant, minorUnits, text, uuid } from "./fields";
import { pageOf, paginationSchema } from "./page";
import { transactionSchema } from "./transaction";

const shown = {
  bankName: text.nullable(),
  brand: text.nullable(),
  country: text.nullable(),
  currency: currency.nullable(),
  status: text.nullable(),
};

const proof = {
  status: text.nullable().meta({ description: "Stripe's reconciliation status." }),
  state: z.enum([...payoutProofStates, "estimated"]).meta({
    description:
      "proved: the transactions come to the amount. differs: they do not. open: not all of them are known yet. estimated: those attributed to it come to the amount, which proves nothing.",
  }),
  linkKind: z.enum(linkKinds).meta({
    description:
      "stripe: Stripe ties the transactions to the payout. estimated: it was made by hand, and they are attributed to it first in, first out.",
  }),
  count: count.meta({ description: "Transactions in it, its own row left out." }),
  sum: minorUnits,
  difference: minorUnits.meta({ description: "The payout's amount less the sum, in minor units." }),
  checkedAt: instant,
};
const proofWords = "How far its transactions come to the amount; null for one that came to nothing or is quite new.";

export const payoutSchema = z.strictObject({
  id: uuid,
  stripePayoutId: text,
  accountId,
  amount: minorUnits,
  currency,
  status: text.meta({ description: "pending, in_transit, paid, failed, canceled, or a newer word of Stripe's." }),
  arrivalDate: instant,
  method: text,
  type: text,
  sourceType: text.nullable(),
  destination: z
    .strictObject({ id: text, kind: z.enum(["bank_account", "card"]).nullable(), last4: text.nullable(), ...shown })
    .nullable(),
  description: text.nullable(),
  failureCode: text.nullable(),
  failureMessage: text.nullable(),
  automatic: z.boolean(),
  reconciliationStatus: text.nullable(),
  reconciliation: z.strictObject(proof).nullable().meta({ description: proofWords }),
  traceId: z.strictObject({ status: text, value: text.nullable() }).nullable(),
  statementDescriptor: text.nullable(),
  applicationFeeAmount: minorUnits.nullable(),
  balanceTransactionId: text.nullable(),
  failureBalanceTransactionId: text.nullable(),
  originalPayoutId: text.nullable(),
  reversedById: text.nullable(),
  cancelable: z.boolean().meta({ description: "Whether trying could succeed; Stripe has the last word." }),
  metadata: z.record(z.string(), text),
  livemode: z.boolean(),
  createdBy: text.nullable(),
  createdAt: instant.meta({ description: "When Stripe created it." }),
  updatedAt: instant,
});

export const payoutListSchema = pageOf(payoutSchema, coverage);

export const payoutDetailSchema = z.strictObject({
  ...payoutSchema.shape,
  ...coverage,
  transactions: z
    .array(
      z.strictObject({
        ...transactionSchema.shape,
        attributedAmount: minorUnits.nullable().meta({
          description: "The part of netAmount that is in a payout made by hand; null where Stripe ties the whole row.",
        }),
      }),
    )
    .meta({ description: "The first hundred that it is made of." }),
  transactionsPagination: paginationSchema,
  events: z.array(
    z.strictObject({ type: text, at: instant, source: text, id: text.nullable(), actor: text.nullable() }),
  ),
  reconciliation: z
    .strictObject({
      ...proof,
      byCategory: z.array(
        z.strictObject({ category: text, count, gross: minorUnits, fee: minorUnits, net: minorUnits }),
      ),
    })
    .nullable()
    .meta({ description: proofWords }),
});

export const payoutAcceptedSchema = z
  .strictObject({ intentId: uuid, status: z.literal("processing") })
  .meta({ description: "It is not known yet whether Stripe made the payout. Ask at `Location`, do not ask again." });

export const payoutIntentSchema = z.strictObject({
  id: uuid,
  intentId: uuid,
  accountId,
  status: z.enum(intentStates),
  amount: minorUnits,
  currency,
  method: text,
  description: text.nullable(),
  destination: text.nullable(),
  payoutId: uuid.nullable(),
  stripePayoutId: text.nullable(),
  error: z.strictObject({ code: text, message: text, stripeCode: text.nullable() }).nullable(),
  createdBy: text.nullable(),
  createdAt: instant,
  updatedAt: instant,
  sentAt: instant.nullable(),
});

export const payoutPreviewSchema = z.strictObject({
  accountId,
  amount: minorUnits,
  currency,
  method: text,
  fee: minorUnits.nullable().meta({ description: "Taken from the balance beside the amount; null when unknown." }),
  feeSource: z.enum(["none", "stripe_net_available", "unknown"]),
  netAmount: minorUnits.meta({ description: "What arrives, in minor units." }),
  arrivalEstimate: instant,
  balanceAfter: minorUnits,
  destination: z.strictObject({ id: text, kind: z.enum(["bank_account", "card"]), last4: text, ...shown }).nullable(),
  warnings: z.array(z.strictObject({ code: text, detail: text })),
  blocked: z
    .strictObject({
      code: text,
      detail: text,
      errors: z.array(fault).optional(),
      available: minorUnits.optional(),
      held: minorUnits.optional(),
      currency: currency.optional(),
    })
    .nullable()
    .meta({ description: "The code and sentence with which it would be refused now." }),
});
