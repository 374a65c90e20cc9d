import { z } from "zod";

const shownFields = [
  "id",
  "object",
  "status",
  "amount",
  "currency",
  "type",
  "method",
  "automatic",
  "arrival_date",
  "created",
  "livemode",
  "failure_code",
  "failure_message",
  "destination",
  "reconciliation_status",
  "account",
  "charge",
  "latest_charge",
  "subscription",
  "reason",
  "payouts_enabled",
  "charges_enabled",
] as const;

const textMax = 500;

/** What is kept of an event's object: a few plain fields, nothing about people, cards or bank details. */
export type StoredObject = Partial<Record<(typeof shownFields)[number], string | number | boolean | null>>;

/** The part of an event that is stored; everything else is read from Stripe again. */
export type StoredPayload = { readonly object: StoredObject; readonly changed: readonly string[] };

const plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const payloadSchema = z.object({
  object: z.record(z.string(), plain).catch({}),
  changed: z.array(z.string()).catch([]),
});

const named = z.string().transform(storable);
const inside = {
  invoice: z
    .object({ subscription_details: z.object({ subscription: named }) })
    .transform((parent) => parent.subscription_details.subscription)
    .nullable()
    .catch(null),
  invoicePayment: z
    .object({ charge: named })
    .transform((payment) => payment.charge)
    .nullable()
    .catch(null),
};

/** Reads a stored payload leniently: one that cannot be read is an empty one, whose event then fails visibly. */
export function readPayload(stored: unknown): StoredPayload {
  return payloadSchema.catch({ object: {}, changed: [] }).parse(stored);
}

/** Takes from an event's data what may be kept, as text that PostgreSQL can store. */
export function toStoredPayload(data: { object: unknown; previous: unknown }): StoredPayload {
  const object: StoredObject = {};
  if (isRecord(data.object)) {
    for (const field of shownFields) {
      const value = plain.safeParse(data.object[field]);
      if (value.success) object[field] = typeof value.data === "string" ? storable(value.data) : value.data;
    }
    Object.assign(object, namedInside(data.object));
  }
  return { object, changed: isRecord(data.previous) ? Object.keys(data.previous).map(storable).slice(0, 50) : [] };
}

/** What an invoice names further inside: its subscription, and the charge of its payment. */
function namedInside(object: Record<string, unknown>): StoredObject {
  const parsed = z.object({ subscription: inside.invoice, charge: inside.invoicePayment }).parse({
    subscription: object.parent,
    charge: object.payment,
  });
  return Object.fromEntries(Object.entries(parsed).filter(([, id]) => id !== null));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function storable(text: string): string {
  return text.slice(0, textMax).toWellFormed().replaceAll("\0", "");
}
