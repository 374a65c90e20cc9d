import { sql } from "drizzle-orm";
import { beforeCommit, type OrgTransaction } from "@/db/with-org";
import type { AccountScope } from "../balance/account-scope";
import { checkProofs, type PayoutChoice } from "./check-proofs";
import { settleAllocations } from "./settle-allocations";

type Touch = {
  /** Payouts, by Stripe's ids, that may come out differently now. */
  readonly payouts: PayoutChoice;
  /** Whether what was attributed to payouts made by hand may have to change. */
  readonly isAttributionOpen: boolean;
  readonly now: Date;
};

const touched = new WeakMap<OrgTransaction, Map<string, Touch>>();

/**
 * Has the proofs of an account brought up to date with what this transaction has changed, in the same transaction and
 * right before it is committed, once however often it is said. One transaction at a time does so for an account.
 */
export async function touchProofs(tx: OrgTransaction, scope: AccountScope, touch: Touch): Promise<void> {
  const ofTransaction = touched.get(tx) ?? new Map<string, Touch>();
  touched.set(tx, ofTransaction);
  const earlier = ofTransaction.get(scope.connectedAccountId);
  ofTransaction.set(scope.connectedAccountId, earlier ? both(earlier, touch) : touch);
  if (earlier) return;
  const bring = async () => {
    const all = ofTransaction.get(scope.connectedAccountId);
    ofTransaction.delete(scope.connectedAccountId);
    if (all) await bringUpToDate(tx, scope, all);
  };
  await beforeCommit(tx, bring, "proofs");
}

function both(one: Touch, other: Touch): Touch {
  return {
    payouts:
      one.payouts === "all" || other.payouts === "all" ? "all" : [...new Set([...one.payouts, ...other.payouts])],
    isAttributionOpen: one.isAttributionOpen || other.isAttributionOpen,
    now: new Date(Math.max(one.now.getTime(), other.now.getTime())),
  };
}

async function bringUpToDate(tx: OrgTransaction, scope: AccountScope, touch: Touch): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`proofs:${scope.connectedAccountId}`}, 0))`);
  const settled = touch.isAttributionOpen ? await settleAllocations(tx, scope) : [];
  const payouts = touch.payouts === "all" ? touch.payouts : [...touch.payouts, ...settled];
  if (payouts.length > 0) await checkProofs(tx, scope, { chosen: payouts, now: touch.now });
}
