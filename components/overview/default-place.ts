import type { Currency } from "@/lib/core/currency";
import { type ExternalAccount, isUsable } from "@/lib/core/external-account";
import type { StripeAccountId } from "@/lib/core/ids";
import { destinationLabel } from "../payouts/payout-options";

export type ListedDestination = ExternalAccount & { readonly accountId: StripeAccountId };

/** Where an account's payouts in a currency go by themselves, in words; null when there is no such place. */
export function defaultPlace(
  places: readonly ListedDestination[],
  { accountId, currency }: { accountId: StripeAccountId; currency: Currency },
): string | null {
  const here = places.filter(
    (place) => place.accountId === accountId && place.currency === currency && isUsable(place),
  );
  const place = here.find((candidate) => candidate.isDefaultForCurrency) ?? here[0];
  return place ? destinationLabel(place) : null;
}
