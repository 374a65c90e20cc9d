import type { Context } from "../context";
import type { Account } from "../core/account";
import type { StripePayout } from "../core/payout";
import { intentMetadataKey } from "../core/payout-input";
import { lookBackMs } from "./intent-rules";

/** `unclear`: something in the list could not be read, so its absence proves nothing. */
export type Search =
  | { readonly kind: "found"; readonly payout: StripePayout; readonly fetchedAt: Date }
  | { readonly kind: "absent" }
  | { readonly kind: "unclear" };

/** A hundred thousand payouts in the hours since the sending are more than any account makes. */
const pagesMax = 1_000;

/**
 * Looks at Stripe for the payout that carries an intent, through every payout made since an hour before the intent
 * was first sent. Throws a `StripeCallError` when Stripe does not answer.
 */
export async function findPayoutOfIntent(
  ctx: Context,
  account: Pick<Account, "stripeAccountId">,
  { id, sentAt }: { id: string; sentAt: Date },
): Promise<Search> {
  const gateway = ctx.stripeFor(account.stripeAccountId);
  const from = new Date(sentAt.getTime() - lookBackMs);
  let startingAfter: string | undefined;
  let isClear = true;
  for (let page = 0; page < pagesMax; page++) {
    const fetchedAt = ctx.now();
    const { rows, unreadable, hasMore, lastId } = await gateway.listPayouts({ from, startingAfter });
    const payout = rows.find((row) => row.metadata[intentMetadataKey] === id && row.originalPayoutId === null);
    if (payout) return { kind: "found", payout, fetchedAt };
    isClear &&= unreadable.length === 0;
    if (!hasMore || lastId === null) return { kind: isClear ? "absent" : "unclear" };
    startingAfter = lastId;
  }
  return { kind: "unclear" };
}
