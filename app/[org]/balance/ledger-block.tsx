import { leadCurrency } from "@/components/balance/balance-rows";
import { Section } from "@/components/panel";
import { ProofTable } from "@/components/sync/proof-table";
import { contextFromSession } from "@/lib/context-from-session";
import { ledgerProof } from "@/lib/sync/ledger-proof";
import { readAccounts, readClock } from "../reads";
import type { BalanceQuery } from "./balance-query";

/** Whether the stored transactions in the chosen currency come to Stripe's balance, account by account. */
export async function LedgerBlock({ org, query }: { org: string; query: BalanceQuery }) {
  const [proofs, accounts, clock] = await Promise.all([
    contextFromSession(org).then(ledgerProof),
    readAccounts(org),
    readClock(org),
  ]);
  const currency = query.currency ?? leadCurrency(accounts);
  const asked = proofs.filter(
    ({ accountId, ledger }) =>
      (query.accountId === null || accountId === query.accountId) && ledger.currency === currency,
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
