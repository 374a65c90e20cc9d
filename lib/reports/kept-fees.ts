import { type SQL, sql } from "drizzle-orm";

/**
 * What Stripe kept of its fees for sales that were refunded, one row for each refund, in the ledger's currency: of the
 * sale's fees, without the platform's share, the part that the refund is of the sale, rounded half to even, less what
 * came back with the refund.
 */
export function keptFees(ownRefunds: SQL, isInRange: SQL): SQL {
  return sql`
    select 'kept', currency, 1, '', '', false,
           div(fee * part, whole)
             + case
                 when 2 * mod(fee * part, whole) > whole then 1
                 when 2 * mod(fee * part, whole) = whole then mod(div(fee * part, whole), 2)
                 else 0
               end
             + returned
    from (
      select sale_row.currency,
             greatest(${feesOfStripe(sql`sale_row`)}, 0) as fee,
             least(refunds.amount, sale.amount_captured)::numeric as part,
             sale.amount_captured::numeric as whole,
             ${feesOfStripe(sql`refund_row`)} as returned
      from refunds
      join charges sale
        on sale.organization_id = refunds.organization_id
       and sale.connected_account_id = refunds.connected_account_id
       and sale.stripe_charge_id = refunds.stripe_charge_id
      join balance_transactions sale_row
        on sale_row.organization_id = sale.organization_id
       and sale_row.connected_account_id = sale.connected_account_id
       and sale_row.stripe_balance_txn_id = sale.balance_transaction_id
      left join balance_transactions refund_row
        on refund_row.organization_id = refunds.organization_id
       and refund_row.connected_account_id = refunds.connected_account_id
       and refund_row.stripe_balance_txn_id = refunds.balance_transaction_id
      where ${ownRefunds}
        and ${isInRange}
        and (refunds.status is null or refunds.status not in ('failed', 'canceled'))
        and sale.amount_captured > 0
    ) refunded`;
}

function feesOfStripe(row: SQL): SQL {
  return sql`(
    select coalesce(sum(detail.minor::numeric), 0)
    from jsonb_to_recordset(${row}.fee_details) as detail(type text, minor text)
    where detail.type <> 'application_fee')`;
}
