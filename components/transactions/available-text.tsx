import { localDay } from "@/lib/core/period";
import type { Transaction } from "@/lib/core/transaction";
import { arrivalDay, type Clock, shortDay } from "../time";

const dayMs = 86_400_000;

/** From or since when the money of a row is available. */
export function AvailableText({ row, clock }: { row: Pick<Transaction, "availableOn" | "status">; clock: Clock }) {
  const day = availableDay(row.availableOn, clock.zone);
  return (
    <>
      <span className="muted">{row.status === "available" ? "since" : "from"}</span>{" "}
      <time dateTime={row.availableOn.toISOString()}>{shortDay(day, clock)}</time>
    </>
  );
}

/** Stripe mostly means a day and writes midnight UTC, which in a western zone would read as the day before. */
export function availableDay(availableOn: Date, zone: string): string {
  return availableOn.getTime() % dayMs === 0 ? arrivalDay(availableOn) : localDay(availableOn, zone);
}
