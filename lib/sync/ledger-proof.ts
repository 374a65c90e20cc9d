import { sql } from "drizzle-orm";
import type { StoredBalance } from "@/db/stored";
import { withOrg } from "@/db/with-org";
import { type AccountRow, listAccounts } from "../accounts/list-accounts";
import { fromStoredBalance } from "../balance/stored-balance";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { amountIn } from "../core/balance";
import { type Currency, toCurrency } from "../core/currency";
import { judgeLedger, type LedgerProof } from "../core/ledger-proof";
import { money } from "../core/money";
import type { LedgerCheckState } from "../core/proof";

type SumRow = {
  account_id: string;
  currency: string;
  count: number;
  net: string;
  net_then: string | null;
  oldest_at: string;
};
type CheckRow = {
  account_id: string;
  currency: string;
  state: LedgerCheckState;
  ledger: string;
  stripe: string;
  equal_at: string | null;
};
type SnapshotRow = { account_id: string; taken_at: string; confirmed_at: string; balance: StoredBalance };

/**
 * Whether the mirrored ledger comes to the balance that Stripe last gave, per account and currency. It reads only
 * what is stored. Needs the right to read balances and transactions.
 */
export async function ledgerProof(ctx: Context): Promise<LedgerProof[]> {
  requirePermission(ctx.actor, "balance:read");
  requirePermission(ctx.actor, "transactions:read");
  const accounts = await listAccounts(ctx);
  const { sums, snapshots, checks } = await readStored(ctx);
  return accounts.flatMap((account) =>
    proofsOf(account, {
      sums: sums.filter((row) => row.account_id === account.id),
      snapshot: snapshots.find((row) => row.account_id === account.id),
      checks: checks.filter((row) => row.account_id === account.id),
    }),
  );
}

async function readStored(ctx: Context) {
  return withOrg(ctx, async (tx) => {
    const { rows: snapshots } = await tx.execute<SnapshotRow>(sql`
      select distinct on (connected_account_id)
             connected_account_id as account_id, taken_at, confirmed_at, balance
      from balance_snapshots
      where organization_id = ${ctx.organizationId}
      order by connected_account_id, taken_at desc`);
    const { rows: sums } = await tx.execute<SumRow>(sql`
      select txn.connected_account_id as account_id,
             txn.currency,
             count(*)::int as count,
             sum(txn.net_amount)::text as net,
             sum(txn.net_amount) filter (where txn.created <= latest.confirmed_at)::text as net_then,
             min(txn.created) as oldest_at
      from balance_transactions txn
      left join (
        select connected_account_id, max(confirmed_at) as confirmed_at
        from balance_snapshots
        where organization_id = ${ctx.organizationId}
        group by 1
      ) latest on latest.connected_account_id = txn.connected_account_id
      where txn.organization_id = ${ctx.organizationId}
        and txn.balance_type = 'payments'
      group by 1, 2`);
    const { rows: checks } = await tx.execute<CheckRow>(sql`
      select connected_account_id as account_id, currency, state, ledger::text, stripe::text, equal_at
      from ledger_checks
      where organization_id = ${ctx.organizationId} and balance_type = 'payments'`);
    return { sums, snapshots, checks };
  });
}

type Stored = { sums: readonly SumRow[]; snapshot: SnapshotRow | undefined; checks: readonly CheckRow[] };

function proofsOf(account: AccountRow, { sums, snapshot, checks }: Stored): LedgerProof[] {
  const balance = snapshot && fromStoredBalance(snapshot.balance);
  const inBalance = balance ? [...balance.available, ...balance.pending] : [];
  const currencies = new Set([...sums.map((row) => toCurrency(row.currency)), ...inBalance.map((one) => one.currency)]);
  return [...currencies].map((currency) => {
    const sum = sums.find((row) => row.currency === currency);
    const check = checks.find((row) => row.currency === currency);
    const stripe = balance ? money(amountIn(inBalance, currency), currency) : null;
    return {
      accountId: account.stripeAccountId,
      stripe,
      asOf: snapshot ? new Date(snapshot.confirmed_at) : null,
      equalAt: check?.equal_at ? new Date(check.equal_at) : null,
      count: sum?.count ?? 0,
      oldestAt: sum ? new Date(sum.oldest_at) : null,
      ...compared(
        currency,
        { sum, check },
        stripe && { minor: stripe.minor, takenAt: snapshot?.taken_at ?? "" },
        account,
      ),
    };
  });
}

function compared(
  currency: Currency,
  { sum, check }: { sum: SumRow | undefined; check: CheckRow | undefined },
  stripe: { minor: bigint; takenAt: string } | null,
  { syncedUpTo }: AccountRow,
): Pick<LedgerProof, "state" | "ledger" | "difference"> {
  const ledgerMinor = BigInt(sum?.net ?? 0);
  if (stripe === null) return { state: "unread", ledger: money(ledgerMinor, currency), difference: null };
  const judged = judgeLedger(
    { ledgerMinor, ledgerMinorThen: BigInt(sum?.net_then ?? 0), stripeMinor: stripe.minor },
    { balanceTakenAt: new Date(stripe.takenAt), syncedUpTo },
  );
  // The same figures were found to differ while nothing moved, whatever the moments of the readings let one think.
  const isFound =
    check?.state === "differs" && BigInt(check.ledger) === ledgerMinor && BigInt(check.stripe) === stripe.minor;
  const state = judged.state === "moved" && isFound ? "differs" : judged.state;
  const isCompared = state === "equal" || state === "differs";
  return {
    state,
    ledger: money(judged.ledgerMinor, currency),
    difference: isCompared ? money(stripe.minor - judged.ledgerMinor, currency) : null,
  };
}
