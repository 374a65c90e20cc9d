import { sql } from "drizzle-orm";
import type { OrgTransaction } from "@/db/with-org";
import type { Context } from "../context";
import { type ActiveRun, writeForRun } from "../sync/active-run";
import type { Cut } from "./read-cut";

type Comparison = Pick<Cut, "currency" | "balanceType" | "ledgerMinor" | "stripeMinor" | "rowCount">;

/** Keeps how the ledger and Stripe's balance stand to each other, and opens or closes what there is to say of it. */
export async function recordCheck(ctx: Context, run: ActiveRun, compared: Comparison): Promise<void> {
  const { currency, balanceType, ledgerMinor, stripeMinor, rowCount } = compared;
  const now = ctx.now().toISOString();
  const isEqual = ledgerMinor === stripeMinor;
  await writeForRun(ctx, run, async (tx) => {
    await tx.execute(sql`
      insert into ledger_checks as kept (
        organization_id, connected_account_id, currency, balance_type, state, ledger, stripe, row_count, run_id,
        checked_at, equal_at
      )
      values (
        ${ctx.organizationId}, ${run.account.id}, ${currency}, ${balanceType}, ${isEqual ? "equal" : "differs"},
        ${ledgerMinor}, ${stripeMinor}, ${rowCount}, ${run.id}, ${now}, ${isEqual ? now : null}
      )
      on conflict (connected_account_id, currency, balance_type) do update
      set state = excluded.state, ledger = excluded.ledger, stripe = excluded.stripe, row_count = excluded.row_count,
          run_id = excluded.run_id, checked_at = excluded.checked_at,
          equal_at = coalesce(excluded.equal_at, kept.equal_at)
      where kept.organization_id = excluded.organization_id`);
    if (isEqual) await closeFinding(tx, ctx, run, compared);
    else await openFinding(tx, ctx, run, compared);
    return {};
  });
}

async function openFinding(tx: OrgTransaction, ctx: Context, { account }: ActiveRun, compared: Comparison) {
  const now = ctx.now().toISOString();
  await tx.execute(sql`
    insert into findings as kept (
      organization_id, connected_account_id, kind, subject, currency, amount, opened_at, seen_at
    )
    values (
      ${ctx.organizationId}, ${account.id}, 'ledger_drift', ${subjectOf(account, compared)}, ${compared.currency},
      ${compared.stripeMinor - compared.ledgerMinor}, ${now}, ${now}
    )
    on conflict (organization_id, connected_account_id, kind, subject, currency) where closed_at is null do update
    set amount = excluded.amount, seen_at = excluded.seen_at`);
}

async function closeFinding(tx: OrgTransaction, ctx: Context, { account }: ActiveRun, compared: Comparison) {
  await tx.execute(sql`
    update findings
    set closed_at = ${ctx.now().toISOString()}
    where organization_id = ${ctx.organizationId}
      and connected_account_id = ${account.id}
      and kind = 'ledger_drift'
      and subject = ${subjectOf(account, compared)}
      and currency = ${compared.currency}
      and closed_at is null`);
}

/** The account's id, with the balance type where it is not that of payments. */
function subjectOf({ stripeAccountId }: ActiveRun["account"], { balanceType }: Comparison): string {
  return balanceType === "payments" ? stripeAccountId : `${stripeAccountId} ${balanceType}`;
}
