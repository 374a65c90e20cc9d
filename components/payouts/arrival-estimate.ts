import { addBusinessDays } from "@/lib/core/business-days";
import type { PayoutMethod } from "@/lib/core/payout";
import { localDay } from "@/lib/core/period";
import type { Clock } from "../time";

/** The usual time of a bank; Stripe names the day once the payout exists. */
const standardBusinessDays = 2;

/** The day a payout made now would usually arrive; null for instant ones, which take minutes. */
export function arrivalEstimate(method: PayoutMethod, clock: Clock): { readonly day: string | null } {
  if (method === "instant") return { day: null };
  // Stripe counts in UTC days, as the arrival date it answers with does.
  const today = new Date(`${localDay(clock.now, "UTC")}T00:00:00Z`);
  return { day: addBusinessDays(today, standardBusinessDays).toISOString().slice(0, 10) };
}
