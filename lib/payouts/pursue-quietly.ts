import type { Context } from "../context";
import type { Account } from "../core/account";
import type { HeldIntent } from "./claim-intent";
import { resolveIntent } from "./resolve-intent";

/**
 * One attempt at a held intent that never throws: false when our own side broke on the way. The lease then runs out,
 * and whoever comes next goes on.
 */
export async function pursueQuietly(ctx: Context, account: Account, held: HeldIntent): Promise<boolean> {
  try {
    await resolveIntent(ctx, account, held);
    return true;
  } catch (error) {
    ctx.log.error("An attempt at a payout broke off; it will be looked up.", error, { intentId: held.intent.id });
    return false;
  }
}
