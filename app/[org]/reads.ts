import { notFound } from "next/navigation";
import { cache } from "react";
import type { Clock } from "@/components/time";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { listExternalAccounts } from "@/lib/accounts/list-external-accounts";
import { getBalance, type OrganizationBalance } from "@/lib/balance/get-balance";
import { listTransactions } from "@/lib/balance/list-transactions";
import { pendingRelease } from "@/lib/balance/pending-release";
import { contextFromSession, currentOrganization } from "@/lib/context-from-session";
import { AppError } from "@/lib/core/errors";
import { listTransactionsInput } from "@/lib/core/list-input";

// Reads that several panels of one page share; each is made once per request, by whoever asks first.

/** The moment of the request in the organization's time zone. */
export const readClock = cache(async (org: string): Promise<Clock> => {
  const [ctx, { timezone }] = await Promise.all([contextFromSession(org), currentOrganization(org)]);
  return { zone: timezone, now: ctx.now() };
});

export const readAccounts = cache(async (org: string) => listAccounts(await contextFromSession(org)));

export const readExternalAccounts = cache(async (org: string) =>
  listExternalAccounts(await contextFromSession(org), {}),
);

export type BalanceRead =
  | { readonly kind: "read"; readonly balance: OrganizationBalance }
  /** Nothing to read from, or Stripe did not answer and has never been asked before. */
  | { readonly kind: "unconnected" | "unavailable" };

/** The balance of one account, or of all for `accountId` undefined. */
export const readBalance = cache(async (org: string, accountId?: string): Promise<BalanceRead> => {
  try {
    const ctx = await contextFromSession(org);
    return { kind: "read", balance: await getBalance(ctx, accountId === undefined ? {} : { accountId }) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "not_found") notFound();
    if (error.code === "no_connected_account") return { kind: "unconnected" };
    if (error.code === "stripe_unavailable" || error.code === "stripe_error") return { kind: "unavailable" };
    throw error;
  }
});

/** What all transactions of one account, or of all, come to per currency. */
export const readLedger = cache(async (org: string, accountId?: string) => {
  const ctx = await contextFromSession(org);
  const input = listTransactionsInput.parse({ limit: "1", ...(accountId === undefined ? {} : { accountId }) });
  return (await listTransactions(ctx, input)).totals;
});

export const readReleases = cache(async (org: string, accountId?: string) =>
  pendingRelease(await contextFromSession(org), accountId === undefined ? {} : { accountId }),
);
