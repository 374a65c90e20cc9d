import type { ErrorCode } from "@/lib/core/errors";
import type { PayoutField } from "./payout-draft";

/** What an action answers a form; `no_answer` when not even that came back. */
export type FormResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: ErrorCode | "no_answer"; readonly message: string };

/**
 * What a refusal means for the form. again: nothing is decided, the same request may be sent once more under the
 * same key. change: it is decided, the values must change and get a key of their own. stop: the form has done its work.
 */
export type RefusalKind = "again" | "change" | "stop";

const again: readonly (ErrorCode | "no_answer")[] = [
  "no_answer",
  "idempotency_key_in_use",
  "rate_limited",
  "internal",
  "stripe_unavailable",
  "database_unavailable",
  "unauthenticated",
  "csrf_failed",
];

const places: Readonly<Partial<Record<ErrorCode | "no_answer", PayoutField>>> = {
  insufficient_balance: "amount",
  amount_invalid_for_currency: "amount",
  amount_out_of_range: "amount",
  instant_not_available: "method",
  destination_unusable: "destination",
};

/** Whether to send again, to change something, or to stop. */
export function refusalKind(code: ErrorCode | "no_answer"): RefusalKind {
  if (again.includes(code)) return "again";
  return code === "idempotency_key_reused" ? "stop" : "change";
}

/** The field a refusal is about, or the form as a whole. */
export function placeOfRefusal(code: ErrorCode | "no_answer"): PayoutField | "form" {
  return places[code] ?? "form";
}
