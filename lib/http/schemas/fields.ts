import { z } from "zod";

// What answers are made of. Every object is strict, so that a member nobody has described fails the tests.

/** Minor units as a whole number, exact up to 2^53 - 1. */
export const minorUnits = z.int().meta({ description: "In minor units of its currency." });

export const count = z.int().min(0);

export const currency = z
  .string()
  .regex(/^[a-z]{3}$/)
  .meta({ description: "Currency code in lower case." });

/** `2026-11-22T15:02:11Z`, with milliseconds only when there are any. */
export const instant = z.iso.datetime();

/** A calendar day in the time zone of the answer. */
export const day = z.iso.date();

/** Our own ids. */
export const uuid = z.guid();

export const accountId = z
  .string()
  .regex(/^acct_[A-Za-z0-9]+$/)
  .meta({ description: "Stripe's id of the connected account." });

export const text = z.string();

export const timezone = z.string().meta({ description: "IANA time zone." });

export const amount = z.strictObject({ amount: minorUnits, currency });

/** How complete an answer is that comes from our copy of Stripe. */
export const coverage = {
  asOf: instant.nullable().meta({
    description:
      "Everything Stripe made before this moment is in the figures; null before the first sync of an account is complete.",
  }),
  completeFrom: instant.nullable().meta({
    description: "From when on; null when from the beginning of the accounts. Only during a first sync it is not.",
  }),
};

/** A fault of an input, or of what it asks for. */
export const fault = z.strictObject({
  pointer: z.string().meta({ description: "`#/amount` in a body, the name of a parameter in a query." }),
  code: text,
  detail: text,
});
