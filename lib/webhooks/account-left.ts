import { recordDisconnect } from "../accounts/record-disconnect";
import type { Delivery, Effect } from "./handler";

/** The account no longer lets us in. Stripe is not asked again, since it would refuse to answer. */
export async function accountLeft({ ctx, account }: Delivery): Promise<Effect> {
  await recordDisconnect(ctx, account);
  return async () => undefined;
}
