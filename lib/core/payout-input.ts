import { z } from "zod";
import { accountIdField, currencyField, idText, oneOf, plainText } from "./input-fields";
import { payoutMethods } from "./payout";

/** The key under which a payout carries the id of its intent at Stripe; callers cannot set it. */
export const intentMetadataKey = "intent_id";

const wholeAmount =
  "Must be a whole number of minor units, such as 124000 for $1,240.00, and at most 9007199254740991.";

// Stripe takes 50 keys; some stay ours. Source: docs.stripe.com/api/metadata.
const metadataKeysMax = 40;
const metadataKey = plainText(40)
  .min(1, "Must not be empty.")
  .refine((key) => !/[[\]]/.test(key), "Must not have square brackets.")
  .refine((key) => key !== intentMetadataKey, `The key ${intentMetadataKey} is reserved: it is set by us.`);

const metadataTexts = z
  .record(metadataKey, plainText(500), {
    // A refused name is told by the rule that refused it.
    error: (issue) => (issue.code === "invalid_key" && issue.issues?.[0]?.message) || "Must be an object of texts.",
  })
  .refine((metadata) => Object.keys(metadata).length <= metadataKeysMax, {
    error: `Must have at most ${metadataKeysMax} keys.`,
    params: { code: "too_big" },
  });

// Looked at before the record is read, which would pass over this one name in silence.
const metadataField = z.preprocess((given, ctx) => {
  if (typeof given !== "object" || given === null || !Object.hasOwn(given, "__proto__")) return given;
  const message = "Must not be named __proto__.";
  ctx.addIssue({ code: "custom", path: ["__proto__"], message, params: { code: "invalid_name" } });
  return z.NEVER;
}, metadataTexts);

/**
 * What a payout is to be. The amount is in minor units; without a currency it is the account's default one, without
 * an account the organization's default one. Source of the limits: docs.stripe.com/api/payouts/create.
 */
export const createPayoutInput = z.strictObject({
  amount: z.int(wholeAmount).min(1, "Must be at least 1.").transform(BigInt),
  currency: currencyField.optional(),
  method: oneOf(payoutMethods).default("standard"),
  description: plainText(255).optional(),
  accountId: accountIdField.optional(),
  destination: idText.optional(),
  sourceType: oneOf(["card", "bank_account", "fpx"]).optional(),
  statementDescriptor: plainText(22).optional(),
  metadata: metadataField.default({}),
});
export type CreatePayoutInput = z.output<typeof createPayoutInput>;

/** The same as {@link createPayoutInput}; nothing is created from it. */
export const previewPayoutInput = createPayoutInput;

/** A payout by our id or by Stripe's, `po_…`. */
export const payoutIdInput = z.strictObject({ id: idText });
export type PayoutIdInput = z.output<typeof payoutIdInput>;
