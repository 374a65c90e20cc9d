import { nameOfAccount } from "@/lib/core/account";
import type { LedgerProof } from "@/lib/core/ledger-proof";
import type { Money } from "@/lib/core/money";
import { queryHref } from "@/lib/core/page-query";
import type { SyncRun } from "@/lib/core/sync-run";
import { type DataColumn, DataTable } from "../data-table";
import { CurrencyCode, MoneyText } from "../money-text";
import { ProofMark } from "../proof-mark";
import type { Clock } from "../time";
import { TimeText } from "../time-text";
import type { SyncedAccount } from "./accounts-table";
import { CellLabel } from "./cell-label";
import { ledgerProofMark } from "./ledger-proof-mark";
import type { RunProgress } from "./run-progress";

export type RunningRun = { readonly run: SyncRun; readonly progress: RunProgress };

type ProofTableProps = {
  proofs: readonly LedgerProof[];
  accounts: readonly SyncedAccount[];
  /** By Stripe's id. */
  running: ReadonlyMap<string, RunningRun>;
  transactionsPath: string;
  clock: Clock;
};

/** For each account and currency: what the ledger comes to, what Stripe says, and whether that is the same. */
export function ProofTable({ proofs, ...context }: ProofTableProps) {
  return (
    <DataTable
      caption="Ledger against Stripe per account and currency"
      className="ledger"
      stack
      rows={proofs}
      rowKey={(proof) => `${proof.accountId} ${proof.ledger.currency}`}
      columns={columnsFor(context)}
    />
  );
}

function columnsFor({
  accounts,
  running,
  transactionsPath,
  clock,
}: Omit<ProofTableProps, "proofs">): DataColumn<LedgerProof>[] {
  const names = new Map(accounts.map((account) => [account.stripeAccountId, nameOfAccount(account)]));
  return [
    {
      id: "account",
      header: "Account",
      isRowHeader: true,
      cell: (proof) => (
        <>
          {names.get(proof.accountId) ?? proof.accountId} <CurrencyCode currency={proof.ledger.currency} />
        </>
      ),
    },
    amountColumn({ id: "ledger", header: "Ledger", className: "fact", amountOf: (proof) => proof.ledger }),
    amountColumn({ id: "stripe", header: "Stripe", className: "fact", amountOf: (proof) => proof.stripe }),
    amountColumn({
      id: "unexplained",
      header: "Unexplained",
      className: "fact second",
      amountOf: (proof) => proof.difference,
    }),
    {
      id: "proof",
      header: "Proof",
      className: "wide",
      cell: (proof) => {
        const run = running.get(proof.accountId) ?? null;
        const { state, words } = ledgerProofMark(proof, run);
        const rows = { accountId: proof.accountId, currency: proof.ledger.currency };
        return (
          <div className="py-1.5">
            <ProofMark state={state} href={queryHref(transactionsPath, rows, {})}>
              {words}
            </ProofMark>
            {state === "differs" && <BeingDone asOf={proof.asOf} isRunning={run !== null} clock={clock} />}
          </div>
        );
      },
    },
    {
      id: "equalAt",
      header: "Last equal",
      isNumber: true,
      className: "fact second",
      cell: ({ equalAt }) => (
        <>
          <CellLabel>Last equal</CellLabel>
          {equalAt ? <TimeText at={equalAt} clock={clock} /> : "–"}
        </>
      ),
    },
  ];
}

type AmountColumn = { id: string; header: string; className: string; amountOf: (proof: LedgerProof) => Money | null };

function amountColumn({ id, header, className, amountOf }: AmountColumn): DataColumn<LedgerProof> {
  return {
    id,
    header,
    isNumber: true,
    className,
    cell: (proof) => (
      <>
        <CellLabel>{header}</CellLabel>
        <Amount value={amountOf(proof)} />
      </>
    ),
  };
}

/** What is done about a difference. */
function BeingDone({ asOf, isRunning, clock }: { asOf: Date | null; isRunning: boolean; clock: Clock }) {
  const doing = isRunning ? "The sync under way reads" : "The next sync reads";
  return (
    <span className="muted text-12 block">
      {doing} again what differs
      {asOf && (
        <>
          . Balance of <TimeText at={asOf} clock={clock} />
        </>
      )}
    </span>
  );
}

function Amount({ value }: { value: Money | null }) {
  return <span>{value ? <MoneyText value={value} align code /> : <Nothing />}</span>;
}

function Nothing() {
  return (
    <>
      –<span className="fr" />
    </>
  );
}
