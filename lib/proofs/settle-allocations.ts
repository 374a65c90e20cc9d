import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { OrgTransaction } from "@/db/with-org";
import type { AccountScope } from "../balance/account-scope";
import { drawFrom } from "./draw-from";
import { type ManualPayout, manualPayouts } from "./manual-payouts";
import { openPool, type Part } from "./open-pool";
import { sumMaterial } from "./sum-material";

/** What a payout was attributed, and what that followed from. */
type Attribution = { readonly payout: ManualPayout; readonly parts: readonly Part[]; readonly basis: string };

const partsPerStatement = 5_000;
/** Ends the basis of a payout that the ledger did not hold enough for. */
const shortMark = " short";

/**
 * Attributes the transactions of an account's ledger to its payouts made by hand, first in, first out: within one
 * currency, payouts in the order in which Stripe made them, rows in the order in which they become available, each
 * used once at most. Begins at the first payout for which something has changed: each payout keeps what its attribution
 * followed from, and that includes all before it. The same ledger comes to the same attribution, in whatever order it
 * was told of. Gives Stripe's ids of the payouts that were attributed anew or let go of. Needs the account's lock.
 */
export async function settleAllocations(tx: OrgTransaction, scope: AccountScope): Promise<string[]> {
  const payouts = await manualPayouts(tx, scope);
  if (payouts.length === 0) return [];
  const takers = payouts.filter((payout) => payout.isTaker);
  const released = payouts.filter((payout) => !payout.isTaker && payout.partCount > 0);
  const basisOf = await bases(tx, scope, takers);
  const groups = new Map<string, ManualPayout[]>();
  for (const payout of takers) groups.set(potOf(payout), [...(groups.get(potOf(payout)) ?? []), payout]);
  const affected = [...groups.values()].map((group) => {
    const first = group.findIndex((payout) => !isSettled(payout, basisOf.get(payout.id) ?? ""));
    return first < 0 ? [] : group.slice(first);
  });
  await release(tx, scope, [...released, ...affected.flat()]);
  for (const group of affected) {
    if (group.length > 0) await keep(tx, scope, await attribute(tx, scope, group, basisOf));
  }
  return [...released, ...affected.flat()].map((payout) => payout.stripePayoutId);
}

/** Money of one currency, and of that either what no automatic payout carried, or what one certain payout did. */
function potOf({ currency, carrier }: ManualPayout): string {
  return `${currency} ${carrier ?? ""}`;
}

function isSettled({ basis, need, taken }: ManualPayout, now: string): boolean {
  return basis === now ? taken === need : basis === now + shortMark && taken === 0n;
}

/** By payout: a hash over everything that decides what it is attributed, payouts before it included. */
async function bases(
  tx: OrgTransaction,
  scope: AccountScope,
  takers: readonly ManualPayout[],
): Promise<ReadonlyMap<string, string>> {
  const material = await sumMaterial(tx, scope, takers);
  const chains = new Map<string, string>();
  const found = new Map<string, string>();
  for (const payout of takers) {
    const { id, createdAt, need, fee, isInstant } = payout;
    const facts = [chains.get(potOf(payout)), id, createdAt, need, fee, isInstant, material(payout)];
    const basis = createHash("sha256").update(facts.join("|")).digest("hex");
    chains.set(potOf(payout), basis);
    found.set(id, basis);
  }
  return found;
}

async function release(tx: OrgTransaction, scope: AccountScope, payouts: readonly ManualPayout[]): Promise<void> {
  const ids = payouts.filter((payout) => payout.partCount > 0).map((payout) => payout.id);
  if (ids.length === 0) return;
  await tx.execute(sql`
    delete from payout_allocations
    where organization_id = ${scope.organizationId}
      and connected_account_id = ${scope.connectedAccountId}
      and payout_id = any(${sql.param(ids)}::uuid[])`);
}

async function attribute(
  tx: OrgTransaction,
  scope: AccountScope,
  group: readonly ManualPayout[],
  basisOf: ReadonlyMap<string, string>,
): Promise<Attribution[]> {
  const [first] = group;
  const last = group.at(-1);
  if (!first || !last) return [];
  const { currency, carrier } = first;
  const pool = openPool(tx, scope, { currency, carrier, until: last.createdAt });
  const attributions: Attribution[] = [];
  for (const payout of group) {
    const parts = await drawFrom(pool, payout);
    const basis = basisOf.get(payout.id) ?? "";
    attributions.push({ payout, parts: parts ?? [], basis: parts ? basis : basis + shortMark });
  }
  return attributions;
}

async function keep(tx: OrgTransaction, scope: AccountScope, attributions: readonly Attribution[]): Promise<void> {
  const { organizationId, connectedAccountId } = scope;
  const parts = attributions.flatMap(({ payout, parts }) =>
    parts.map((part, position) => ({ ...part, payoutId: payout.id, position })),
  );
  for (let start = 0; start < parts.length; start += partsPerStatement) {
    const some = parts.slice(start, start + partsPerStatement);
    await tx.execute(sql`
      insert into payout_allocations (
        organization_id, connected_account_id, payout_id, stripe_balance_txn_id, amount, position
      )
      select ${organizationId}::text, ${connectedAccountId}::uuid, part.*
      from unnest(
        ${sql.param(some.map((part) => part.payoutId))}::uuid[],
        ${sql.param(some.map((part) => part.rowId))}::text[],
        ${sql.param(some.map((part) => part.amount.toString()))}::bigint[],
        ${sql.param(some.map((part) => part.position))}::int[]
      ) as part`);
  }
  await keepBases(tx, scope, attributions);
}

/** Kept where the proof is; the check that follows fills in what it came to. */
async function keepBases(
  tx: OrgTransaction,
  { organizationId }: AccountScope,
  attributions: readonly Attribution[],
): Promise<void> {
  await tx.execute(sql`
    insert into payout_reconciliations as kept (
      payout_id, organization_id, state, expected, explained, unexplained, row_count, hash, checked_at
    )
    select given.id, ${organizationId}::text, 'open', given.amount, 0, given.amount, 0, given.basis, '-infinity'
    from unnest(
      ${sql.param(attributions.map(({ payout }) => payout.id))}::uuid[],
      ${sql.param(attributions.map(({ payout }) => payout.amount.toString()))}::bigint[],
      ${sql.param(attributions.map(({ basis }) => basis))}::text[]
    ) as given (id, amount, basis)
    on conflict (payout_id) do update
    set hash = excluded.hash
    where kept.organization_id = excluded.organization_id and kept.hash <> excluded.hash`);
}
