import { Section } from "@/components/panel";
import { RepairsTable } from "@/components/sync/repairs-table";
import { contextFromSession } from "@/lib/context-from-session";
import { nameOfAccount } from "@/lib/core/account";
import { listRepairs } from "@/lib/ledger/list-repairs";
import { readAccounts, readClock } from "./reads";

const shown = 5;

/** What was last done to make the ledger equal to Stripe's again; nothing where it never had to be. */
export async function LedgerRepairs({ org }: { org: string }) {
  const repairs = await listRepairs(await contextFromSession(org), { limit: shown });
  if (repairs.length === 0) return null;
  const [accounts, clock] = await Promise.all([readAccounts(org), readClock(org)]);
  return (
    <Section id="repairs" title="Repairs">
      <p className="second mb-3">
        These stored transactions were not as Stripe has them. The sync noticed, read those days again and made them
        equal.
      </p>
      <RepairsTable
        repairs={repairs}
        accountNames={new Map(accounts.map((account) => [account.stripeAccountId, nameOfAccount(account)]))}
        transactionsPath={`/${org}/transactions`}
        clock={clock}
      />
    </Section>
  );
}
