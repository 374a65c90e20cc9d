import { z } from "zod";
import { accountId, amount, currency, instant, minorUnits, text } from "./fields";

const amounts = {
  available: z.array(amount),
  pending: z.array(amount),
  connectReserved: z.array(amount),
  instantAvailable: z
    .array(
      z.strictObject({
        amount: minorUnits,
        currency,
        destinations: z.array(z.strictObject({ id: text, netAmount: minorUnits })),
      }),
    )
    .meta({ description: "Overlaps the others and is never added to them." }),
};
const moment = {
  asOf: instant.meta({ description: "When Stripe said so." }),
  stale: z.boolean().meta({ description: "True when Stripe did not answer and this is the last balance known." }),
};

export const balanceSchema = z.strictObject({
  ...amounts,
  ...moment,
  livemode: z.boolean(),
  accounts: z.array(z.strictObject({ accountId, ...amounts, ...moment })),
});
