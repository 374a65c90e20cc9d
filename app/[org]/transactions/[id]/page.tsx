import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TransactionDetails } from "@/components/transactions/transaction-details";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { getTransaction } from "@/lib/balance/get-transaction";
import type { Context } from "@/lib/context";
import { contextFromSession, currentOrganization } from "@/lib/context-from-session";
import { nameOfAccount } from "@/lib/core/account";
import { AppError } from "@/lib/core/errors";
import type { Transaction } from "@/lib/core/transaction";

export const metadata: Metadata = { title: "Transaction" };

/** One balance transaction, by our id or Stripe's. */
export default async function TransactionPage({ params }: { params: Promise<{ org: string; id: string }> }) {
  const { org, id } = await params;
  const [ctx, organization] = await Promise.all([contextFromSession(org), currentOrganization(org)]);
  const [transaction, accounts] = await Promise.all([findTransaction(ctx, id), listAccounts(ctx)]);
  const account = accounts.find((one) => one.stripeAccountId === transaction.accountId);
  return (
    <TransactionDetails
      transaction={transaction}
      clock={{ zone: organization.timezone, now: ctx.now() }}
      accountName={account && accounts.length > 1 ? nameOfAccount(account) : null}
      payoutsPath={`/${org}/payouts`}
    />
  );
}

async function findTransaction(ctx: Context, id: string): Promise<Transaction> {
  try {
    return await getTransaction(ctx, { id });
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
