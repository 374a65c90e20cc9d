import { withOrg } from "@/db/with-org";
import { withTurn } from "../payouts/with-turn";
import type { Handler } from "./handler";
import { ledgerChanged } from "./ledger-changed";

/**
 * For what changes together with the account's ledger rows. The rows are read first, so that whoever is told of the
 * object finds them. When they cannot be read the object is told all the same, and the event is tried again for the
 * rows.
 */
export function withLedger(handler: Handler): Handler {
  return async (delivery) => {
    try {
      await ledgerChanged(delivery);
    } catch (error) {
      const effect = await handler(delivery);
      await withTurn(() => withOrg(delivery.ctx, effect));
      throw error;
    }
    return handler(delivery);
  };
}
