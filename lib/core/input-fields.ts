import { z } from "zod";
import { toCurrency } from "./currency";
import { isDayOrInstant, isTimezone, notADate, unknownTimezone } from "./period";

// Every field brings its own sentences, so that whoever reports a fault can pass them on as they are.

const once = "Must be given once.";
const textMax = 255;
const searchMax = 200;
const int64Max = 2n ** 63n - 1n;

/** Text that PostgreSQL can keep: no NUL, no half of a surrogate pair. */
export function plainText(max: number) {
  return z
    .string({ error: "Must be text, given once." })
    .max(max, `Must be at most ${max} characters.`)
    .refine((text) => text.isWellFormed() && !text.includes("\0"), {
      error: "Must be well-formed text without NUL.",
      params: { code: "invalid_text" },
    });
}

/** Any id; whether it names something is for the verb to say, which answers for all that do not alike. */
export const idText = plainText(textMax);

/** Stripe's id of a connected account. A malformed one is not found, as is one of somebody else. */
export const accountIdField = idText.meta({ description: "Stripe's id of the connected account, acct_…" });

/** A whole number as a query carries it. Leading zeros and signs are refused. */
export function integerText({ min, max, hint }: { min: number; max: number; hint?: string }) {
  const sentence = `Must be a whole number from ${min} to ${max}.${hint ? ` ${hint}` : ""}`;
  return z
    .string({ error: once })
    .transform((text, ctx) => {
      const number = /^(0|[1-9]\d{0,9})$/.test(text) ? Number(text) : Number.NaN;
      if (number >= min && number <= max) return number;
      ctx.addIssue({ code: "custom", message: sentence, params: { code: "out_of_range" } });
      return z.NEVER;
    })
    .meta({ type: "integer", minimum: min, maximum: max });
}

/** Minor units as a query carries them, signed, within what a column can hold. */
export const amountText = z
  .string({ error: once })
  .transform((text, ctx) => {
    const minor = /^-?\d{1,19}$/.test(text) ? BigInt(text) : null;
    if (minor !== null && minor <= int64Max && minor >= -int64Max) return minor;
    const message = "Must be a whole number of minor units, such as 124050 for $1,240.50.";
    ctx.addIssue({ code: "custom", message, params: { code: "invalid_amount" } });
    return z.NEVER;
  })
  .meta({ type: "integer" });

/** A currency code in any case. */
export const currencyField = z
  .string({ error: once })
  .regex(/^[A-Za-z]{3}$/, "Must be a currency code of three letters, such as usd.")
  .transform(toCurrency);

export const dateField = z.string({ error: once }).refine(isDayOrInstant, {
  error: notADate,
  params: { code: "invalid_date" },
});

export const timezoneField = z.string({ error: once }).refine(isTimezone, {
  error: unknownTimezone,
  params: { code: "invalid_timezone" },
});

/** A name of Stripe's, such as a transaction type. The list is open. */
export const nameField = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, "Must be names such as charge or refunds.");

/** The type of an event, or the words that it begins with. The list is open. */
export const eventTypeField = z
  .string({ error: once })
  .regex(/^[a-z][a-z0-9_]{0,63}(\.[a-z0-9_]{1,64}){0,4}$/, "Must be a type such as payout.paid, or its beginning.");

/** What people type to find something; nothing but spaces means that nothing is looked for. */
export const searchField = plainText(searchMax).transform((text) => text.trim() || undefined);

export function oneOf<const Value extends string>(values: readonly Value[]) {
  return z.enum(values, { error: `Must be one of ${values.join(", ")}.` });
}

/** Several values of one name: repeated, or joined by commas. */
export function listOf<Item extends z.ZodType<string, string>>(item: Item) {
  return z
    .union([z.string(), z.array(z.string())], { error: "Must be text." })
    .transform((given) => [...new Set([given].flat().flatMap((text) => text.split(",")))].map((text) => text.trim()))
    .pipe(z.array(item).min(1).max(50, "Must be at most 50 values."))
    .meta({ type: "array", items: describeText(item) });
}

/** An item as it is described to callers, without the marks of a schema of its own. */
function describeText(item: z.ZodType<string, string>): Record<string, unknown> {
  const { $schema: _dialect, ...described } = z.toJSONSchema(item);
  return described;
}
