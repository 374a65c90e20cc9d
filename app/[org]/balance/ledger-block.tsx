import { Section } from "@/components/panel";
import { ProofTable } from "@/components/sync/proof-table";
import { contextFromSession } from "@/lib/context-from-session";
import { ledgerProof } from "@/lib/sync/ledger-proof";
import { readAccounts, readClock } from "../reads";
import type { BalanceQuery } from "./balance-query";

/** Whether the stored transactions come to Stripe's balance, account by account, and since when. */
export async function LedgerBlock({ org, query }: { org: string; query: BalanceQuery }) {
  const [proofs, accounts, clock] = await Promise.all([
    contextFromSession(org).then(ledgerProof),
    readAccounts(org),
    readClock(org),
  ]);
  const asked = proofs.filter(
    ({ accountId, ledger }) =>
      (query.accountId === null || accountId === query.accountId) &&
      (query.currency === null || ledger.currency === query.currency),
  );
  if (asked.length === 0) return null;
  return (
    <Section title="Ledger against Stripe">
      <ProofTable
        proofs={asked}
        accounts={accounts}
        running={new Map()}
        transactionsPath={`/${org}/transactions`}
        clock={clock}
      />
    </Section>
  );
}
