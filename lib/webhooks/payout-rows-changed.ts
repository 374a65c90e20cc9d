import { withOrg } from "@/db/with-org";
import type { Delivery, Effect } from "./handler";
import { ledgerChanged } from "./ledger-changed";
import { payoutChanged } from "./payout-changed";

/**
 * A payout that changed together with its ledger rows: the money came back, or its list became complete. The rows are
 * read first, so that whoever is told of the payout finds them. When they cannot be read the payout is told all the
 * same, and the event is tried again for the rows.
 */
export async function payoutRowsChanged(delivery: Delivery): Promise<Effect> {
  try {
    await ledgerChanged(delivery);
  } catch (error) {
    await withOrg(delivery.ctx, await payoutChanged(delivery));
    throw error;
  }
  return payoutChanged(delivery);
}
