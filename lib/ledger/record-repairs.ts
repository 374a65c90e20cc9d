import { ledgerRepairs } from "@/db/schema";
import type { StoredRepair } from "@/db/stored";
import type { OrgTransaction } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import type { Context } from "../context";
import { touchProofs } from "../proofs/touch-proofs";
import type { ActiveRun } from "../sync/active-run";

type Repairs = { from: Date; to: Date; rows: readonly StoredRepair[] };

/**
 * Writes down what was done to make rows equal to Stripe's again, in the transaction that does it, and has the proofs of
 * payouts follow.
 */
export async function recordRepairs(
  tx: OrgTransaction,
  ctx: Context,
  { id: runId, account }: Pick<ActiveRun, "id" | "account">,
  { from, to, rows }: Repairs,
): Promise<void> {
  const currencyOf = ({ now, found }: StoredRepair) => now?.currency ?? found?.currency ?? account.defaultCurrency;
  for (const currency of new Set(rows.map(currencyOf))) {
    const repaired = rows.filter((row) => currencyOf(row) === currency);
    const counts = {
      inserted: repaired.filter(({ found }) => found === null).length,
      rewritten: repaired.filter(({ found, now }) => found !== null && now !== null).length,
      removed: repaired.filter(({ now }) => now === null).length,
    };
    await tx.insert(ledgerRepairs).values({
      organizationId: ctx.organizationId,
      connectedAccountId: account.id,
      runId,
      currency,
      startsAt: from,
      endsAt: to,
      ...counts,
      rows: repaired,
      repairedAt: ctx.now(),
    });
    const said = { currency, from: from.toISOString(), to: to.toISOString(), ...counts };
    await recordAudit(tx, ctx, { action: "ledger.repair", subject: account.stripeAccountId, detail: said });
    ctx.log.warn("The ledger was repaired.", { accountId: account.stripeAccountId, runId, ...said });
  }
  if (rows.length === 0) return;
  const scope = { organizationId: ctx.organizationId, connectedAccountId: account.id };
  await touchProofs(tx, scope, { payouts: "all", isAttributionOpen: true, now: ctx.now() });
}
