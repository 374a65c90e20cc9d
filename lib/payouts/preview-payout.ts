import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { amountIn } from "../core/balance";
import { addBusinessDays } from "../core/business-days";
import type { ErrorCode, ErrorDetails } from "../core/errors";
import type { ExternalAccount } from "../core/external-account";
import type { StripeAccountId } from "../core/ids";
import { instantFee } from "../core/instant-fee";
import { formatMoney, type Money, money } from "../core/money";
import type { PayoutMethod } from "../core/payout";
import type { CreatePayoutInput } from "../core/payout-input";
import { checkPayout } from "./check-payout";
import { considerPayout, type PayoutCandidate } from "./consider-payout";

export type PreviewWarning = {
  readonly code: "schedule_automatic" | "below_minimum_balance";
  readonly detail: string;
};

/** What a payout would do, as far as it can be known before. */
export type PayoutPreview = {
  readonly accountId: StripeAccountId;
  readonly amount: Money;
  readonly method: PayoutMethod;
  /** What it costs on top of the amount; null when Stripe gives nothing to tell it by. */
  readonly fee: Money | null;
  readonly feeSource: "none" | "stripe_net_available" | "unknown";
  /** What arrives: the whole amount, since a fee is taken from the balance beside it. */
  readonly net: Money;
  readonly arrivalEstimate: Date;
  readonly balanceAfter: Money;
  readonly destination: ExternalAccount | null;
  readonly warnings: readonly PreviewWarning[];
  readonly blocked: { readonly code: ErrorCode; readonly detail: string; readonly details: ErrorDetails } | null;
};

/** Stripe says "typically within 30 minutes". Source: docs.stripe.com/payouts/instant-payouts. */
const instantMs = 30 * 60_000;
/** The usual time of a bank; Stripe names the day once the payout exists. */
const standardBusinessDays = 2;

/**
 * Shows what a payout would cost and leave, and what stands in its way. Nothing is created or kept. Throws
 * `not_found`, `no_connected_account` and `stripe_unavailable`; everything else is told as `blocked`.
 */
export async function previewPayout(ctx: Context, input: CreatePayoutInput): Promise<PayoutPreview> {
  requirePermission(ctx.actor, "payouts:write");
  const candidate = await considerPayout(ctx, input);
  const { account, amount, method, balance, destination } = candidate;
  const fee = feeOf(candidate);
  const taken = amount.minor + (fee?.minor ?? 0n);
  const balanceAfter = money(amountIn(balance.available, amount.currency) - taken, amount.currency);
  const refusal = checkPayout(candidate);
  return {
    accountId: account.stripeAccountId,
    amount,
    method,
    fee,
    feeSource: method === "standard" ? "none" : fee === null ? "unknown" : "stripe_net_available",
    net: amount,
    arrivalEstimate: arrivalOf(method, ctx.now()),
    balanceAfter,
    destination,
    warnings: warningsFor(candidate, balanceAfter),
    blocked: refusal && { code: refusal.code, detail: refusal.message, details: refusal.details },
  };
}

function feeOf({ method, amount, balance, destination }: PayoutCandidate): Money | null {
  if (method === "standard") return money(0n, amount.currency);
  const instant = balance.instantAvailable.find((entry) => entry.currency === amount.currency);
  const netMinor = instant?.destinations.find((entry) => entry.id === destination?.id)?.netMinor;
  const quote = instant === undefined || netMinor === undefined ? null : { grossMinor: instant.minor, netMinor };
  const fee = instantFee(amount.minor, quote);
  return fee === null ? null : money(fee, amount.currency);
}

function arrivalOf(method: PayoutMethod, now: Date): Date {
  if (method === "instant") return new Date(now.getTime() + instantMs);
  const today = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  return addBusinessDays(today, standardBusinessDays);
}

function warningsFor({ account: { schedule }, amount }: PayoutCandidate, balanceAfter: Money): PreviewWarning[] {
  const warnings: PreviewWarning[] = [];
  if (schedule !== null && schedule.interval !== "manual") {
    const detail = `Stripe also pays out this balance on its own (${schedule.interval}). This payout lowers the next automatic one.`;
    warnings.push({ code: "schedule_automatic", detail });
  }
  const minimum = schedule?.minimumBalances.find((entry) => entry.currency === amount.currency);
  if (minimum !== undefined && balanceAfter.minor < minimum.minor) {
    const least = formatMoney(money(minimum.minor, amount.currency));
    warnings.push({
      code: "below_minimum_balance",
      detail: `This leaves ${formatMoney(balanceAfter)}, less than the minimum balance of ${least}.`,
    });
  }
  return warnings;
}
