import fc from "fast-check";
import type { JsonObject } from "./json";

/** A command says what is tried; Stripe may refuse it, but the ledger must hold either way. */
export type Command =
  | { kind: "charge"; account: number; amount: number; available: boolean; debit: boolean }
  | { kind: "refund" | "dispute_open" | "dispute_win" | "dispute_lose"; account: number; amount: number }
  | { kind: "payout"; account: number; share: number; instant: boolean; destination: number; fault: Fault }
  | { kind: "cancel" | "reverse" | "fail"; account: number; position: number }
  | { kind: "advance"; seconds: number }
  | { kind: "schedule"; account: number; interval: "manual" | "daily"; minimum: number }
  | { kind: SaleKind; account: number; amount: number; position: number }
  | { kind: "negative" | "disable" | "enable" | "error" | "replace"; account: number }
  | { kind: "restore" };
const saleKinds = [
  "charge_fail",
  "fx_charge",
  "uncaptured",
  "capture",
  "payment",
  "refund_fail",
  "inquiry_open",
  "inquiry_close",
  "customer_delete",
  "subscription_start",
  "subscription_cancel",
  "subscription_past_due",
  "reserve_hold",
  "reserve_release",
  "stripe_fee",
] as const;
export type SaleKind = (typeof saleKinds)[number];
export type Fault = "none" | "reset_before" | "reset_after" | "500_saved" | "500_effect";

const account = fc.nat({ max: 2 });
const amount = fc.integer({ min: 60, max: 300_000 });
const position = fc.nat({ max: 9 });

/** Any command, the ordinary ones more often than the odd ones. */
export const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("charge" as const),
      account,
      amount,
      available: fc.boolean(),
      debit: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        "refund" as const,
        "dispute_open" as const,
        "dispute_win" as const,
        "dispute_lose" as const,
      ),
      account,
      amount,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constantFrom(...saleKinds), account, amount, position }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("payout" as const),
      account,
      share: fc.integer({ min: 1, max: 130 }),
      instant: fc.boolean(),
      destination: fc.nat({ max: 4 }),
      fault: fc.constantFrom<Fault>("none", "none", "reset_before", "reset_after", "500_saved", "500_effect"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom("cancel" as const, "reverse" as const, "fail" as const),
      account,
      position,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("advance" as const),
      seconds: fc.constantFrom(1, 31, 130, 3_600, 86_400, 400_000, 2_700_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("schedule" as const),
      account,
      interval: fc.constantFrom("manual" as const, "daily" as const),
      minimum: fc.constantFrom(0, 5_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        "negative" as const,
        "disable" as const,
        "enable" as const,
        "error" as const,
        "replace" as const,
      ),
      account,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("restore" as const) }) },
);

/** What the scenario of a sale is told. */
export function paramsOf({ kind, amount: wanted, position: odd }: Extract<Command, { kind: SaleKind }>): JsonObject {
  if (kind === "customer_delete") return {};
  const flag = odd % 2 === 0;
  const choices = { atPeriodEnd: flag, recovers: flag, neverPaid: odd === 3, trialDays: odd === 5 ? 7 : 0 };
  // What is given free is small, so that enough is held.
  const sum = kind === "reserve_release" ? 60 : wanted;
  return { amount: sum, currency: kind === "fx_charge" ? "eur" : "usd", ...choices };
}
