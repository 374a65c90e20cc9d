import { formatMoney } from "@/lib/core/money";
import type { Payout } from "@/lib/core/payout";
import { arrivalDay, type Clock, shortDay } from "../time";
import { destinationLabel } from "./payout-options";

/** That a payout is late, as a sentence. */
export function lateSentence(payout: Pick<Payout, "arrivalDate">, clock: Clock): string {
  return `Late: it should have arrived ${shortDay(arrivalDay(payout.arrivalDate), clock, { weekday: true })}.`;
}

/** What to do about a payout that is late, as sentences. */
export function lateAdvice({ status }: Pick<Payout, "status">): string {
  const asking = "Stripe is asked about it again at least once a day.";
  return status === "pending"
    ? `${asking} It has not left Stripe yet: look there whether something holds the account’s payouts back.`
    : `${asking} Bank holidays can delay it; else send your bank the facts, and if it knows of nothing, ask Stripe.`;
}

/** What a bank needs to find a payout, as lines of text to be sent to it. */
export function factsForBank(
  payout: Pick<Payout, "amount" | "arrivalDate" | "destination" | "statementDescriptor" | "traceId" | "stripePayoutId">,
): string {
  const { amount, arrivalDate, destination, statementDescriptor, traceId, stripePayoutId } = payout;
  const facts: [string, string | null][] = [
    ["Amount", `${formatMoney(amount)} ${amount.currency.toUpperCase()}`],
    ["Expected on", arrivalDay(arrivalDate)],
    ["To", destination && destinationLabel(destination)],
    ["Statement descriptor", statementDescriptor],
    ["Bank trace", traceId?.value ?? null],
    ["Sent by", "Stripe"],
    ["Stripe payout", stripePayoutId],
  ];
  return facts.flatMap(([label, value]) => (value ? [`${label}: ${value}`] : [])).join("\n");
}
