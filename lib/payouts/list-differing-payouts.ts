import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { findings, payouts } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import type { Payout } from "../core/payout";
import { selectPayouts, toPayout } from "./stored-payout";

const payoutsMax = 5;

/** The newest payouts whose transactions do not come to their amount, with their proofs. Throws `insufficient_scope`. */
export async function listDifferingPayouts(ctx: Context): Promise<Payout[]> {
  requirePermission(ctx.actor, "payouts:read");
  const rows = await withOrg(ctx, (tx) =>
    selectPayouts(tx)
      .innerJoin(
        findings,
        and(
          eq(findings.organizationId, payouts.organizationId),
          eq(findings.connectedAccountId, payouts.connectedAccountId),
          eq(findings.subject, sql`${payouts.id}::text`),
          eq(findings.kind, "payout_unexplained"),
          isNull(findings.closedAt),
        ),
      )
      .where(eq(payouts.organizationId, ctx.organizationId))
      .orderBy(desc(payouts.created), desc(payouts.id))
      .limit(payoutsMax),
  );
  return rows.map(toPayout);
}
