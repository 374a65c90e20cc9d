import { sql } from "drizzle-orm";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import type { Currency } from "../core/currency";
import type { ReportRange } from "../core/report";
import { isIn, reportScope } from "./report-scope";

/** Payments, and what they come to in minor units of the report's currency. */
export type PaymentSum = { readonly count: number; readonly amount: bigint };

/** How the payments that revenue counts become the payments that the ledger lists in the same time and currency. */
export type PaymentsInLedger = {
  /** Counted as revenue, listed with the same amount. */
  readonly both: PaymentSum;
  /** Counted, but settled in another currency and so not listed in this one. */
  readonly settledElsewhere: PaymentSum;
  /** Listed, but made in another currency and so counted in that one. */
  readonly madeElsewhere: PaymentSum;
  /** Listed, but the payment did not succeed in the end. */
  readonly failed: PaymentSum;
  /** Whatever else is counted and not listed, or listed and not counted, or listed with another amount. */
  readonly unexplained: PaymentSum;
};

type Kind = keyof PaymentsInLedger;

const nothing: PaymentSum = { count: 0, amount: 0n };

/**
 * Sets the payments of a revenue report beside the ledger rows of the same time and currency, payment by payment.
 * Needs the right to read reports; throws `not_found` for an account that is not ours, and `no_connected_account`.
 */
export async function sumPaymentsInLedger(
  ctx: Context,
  { range, ...asked }: { range: ReportRange; currency: Currency; accountId?: string | undefined },
): Promise<PaymentsInLedger> {
  requirePermission(ctx.actor, "reports:read");
  const { currency, ownRows } = await reportScope(ctx, {
    currency: asked.currency,
    ...(asked.accountId === undefined ? {} : { accountId: asked.accountId }),
  });
  const { rows } = await withOrg(ctx, (tx) =>
    tx.execute<{ kind: Kind; count: number; amount: string }>(sql`
      with sold as (
        select connected_account_id as account, balance_transaction_id as row_id, amount_captured as amount
        from charges
        where ${ownRows(sql`charges`)}
          and ${isIn(sql`created`, range)}
          and currency = ${currency}
          and status = 'succeeded'
          and captured
      ),
      listed as (
        select connected_account_id as account, stripe_balance_txn_id as row_id, source_id, amount
        from balance_transactions
        where ${ownRows(sql`balance_transactions`)}
          and ${isIn(sql`created`, range)}
          and currency = ${currency}
          and type in ('charge', 'payment')
      )
      select case
               when sold.amount = listed.amount then 'both'
               when sold.amount is not null and listed.amount is not null then 'unexplained'
               when settled.currency <> ${currency} then 'settledElsewhere'
               when sold.amount is not null then 'unexplained'
               when made.currency <> ${currency} then 'madeElsewhere'
               when made.status <> 'succeeded' then 'failed'
               else 'unexplained'
             end as kind,
             count(*)::int as count,
             sum(coalesce(sold.amount, listed.amount))::text as amount
      from sold
      full join listed using (account, row_id)
      left join balance_transactions settled
        on settled.organization_id = ${ctx.organizationId}
       and settled.connected_account_id = account
       and settled.stripe_balance_txn_id = row_id
       and listed.amount is null
      left join charges made
        on made.organization_id = ${ctx.organizationId}
       and made.connected_account_id = account
       and made.stripe_charge_id = listed.source_id
       and sold.amount is null
      group by 1`),
  );
  const sumOf = (kind: Kind): PaymentSum => {
    const row = rows.find((found) => found.kind === kind);
    return row ? { count: row.count, amount: BigInt(row.amount) } : nothing;
  };
  return {
    both: sumOf("both"),
    settledElsewhere: sumOf("settledElsewhere"),
    madeElsewhere: sumOf("madeElsewhere"),
    failed: sumOf("failed"),
    unexplained: sumOf("unexplained"),
  };
}
