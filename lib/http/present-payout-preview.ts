import type { PayoutPreview } from "../payouts/preview-payout";
import type { Presentable } from "./json";
import type { Presented } from "./route";

/** What a payout would do; `blocked` has the code and the sentence with which it would be refused now. */
export function presentPayoutPreview(preview: PayoutPreview): Presented {
  const { accountId, amount, method, fee, feeSource, net, arrivalEstimate, balanceAfter, destination } = preview;
  return {
    body: {
      accountId,
      amount: amount.minor,
      currency: amount.currency,
      method,
      fee: fee?.minor ?? null,
      feeSource,
      netAmount: net.minor,
      arrivalEstimate,
      balanceAfter: balanceAfter.minor,
      destination: destination && presentExternalAccount(destination),
      warnings: preview.warnings.map(({ code, detail }) => ({ code, detail })),
      blocked: preview.blocked && presentBlocked(preview.blocked),
    },
  };
}

function presentExternalAccount(account: NonNullable<PayoutPreview["destination"]>): Presentable {
  const { id, kind, bankName, brand, last4, country, currency, status } = account;
  return { id, kind, bankName, brand, last4, country, currency, status };
}

function presentBlocked({ code, detail, details }: NonNullable<PayoutPreview["blocked"]>): Presentable {
  return { code, detail, ...(details.errors ? { errors: details.errors } : {}), ...details.extra };
}
