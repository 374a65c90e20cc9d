import type { PayoutDraft, PayoutValues } from "@/components/payouts/payout-draft";
import { destinationLabel, type PayoutOption } from "@/components/payouts/payout-options";
import type { PayoutReview } from "@/components/payouts/review-payout";
import { arrivalDay } from "@/components/time";
import type { Context } from "@/lib/context";
import { AppError, type ErrorCode } from "@/lib/core/errors";
import { money } from "@/lib/core/money";
import { createPayoutInput } from "@/lib/core/payout-input";
import { type PayoutPreview, previewPayout } from "@/lib/payouts/preview-payout";

export type Reviewed =
  | { readonly ok: true; readonly review: PayoutReview }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

/** The figures of a payout as they are at Stripe now, or what stands in its way. */
export async function reviewOf(
  ctx: Context,
  draft: PayoutDraft,
  { values, options }: { values: PayoutValues; options: readonly PayoutOption[] },
): Promise<Reviewed> {
  const fields = fieldsOf(draft, values);
  const parsed = createPayoutInput.safeParse({ ...fields, amount: Number(fields.amount) });
  if (!parsed.success) return { ok: false, code: "invalid_request", message: "Please check the form." };
  try {
    const preview = await previewPayout(ctx, parsed.data);
    if (preview.blocked) return { ok: false, code: preview.blocked.code, message: preview.blocked.detail };
    const hasAccounts = new Set(options.map((option) => option.accountId)).size > 1;
    return { ok: true, review: toReview(preview, draft, { fields, hasAccounts }) };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
}

function toReview(
  preview: PayoutPreview,
  { option, destination }: PayoutDraft,
  { fields, hasAccounts }: { fields: Record<string, string>; hasAccounts: boolean },
): PayoutReview {
  const { amount, fee, balanceAfter, method, arrivalEstimate, warnings } = preview;
  const taken = amount.minor + (fee?.minor ?? 0n);
  return {
    amount,
    fee,
    // Derived back from one read of the balance, so that the figures on the page agree to the penny.
    availableNow: money(balanceAfter.minor + taken, amount.currency),
    balanceAfter,
    isInstant: method === "instant",
    destination: preview.destination
      ? destinationLabel(preview.destination)
      : (destination?.label ?? "your bank account"),
    arrivesOn: method === "instant" ? null : arrivalDay(arrivalEstimate),
    accountName: hasAccounts ? option.accountName : null,
    warnings: warnings.map((warning) => warning.detail),
    fields,
  };
}

/** What the form posts; what was left empty is left out. */
function fieldsOf({ option, destination, method, sourceType, amountMinor }: PayoutDraft, values: PayoutValues) {
  const fields: Record<string, string> = {
    amount: String(amountMinor ?? 0n),
    currency: option.currency,
    accountId: option.accountId,
    method,
  };
  if (destination) fields.destination = destination.id;
  if (sourceType) fields.sourceType = sourceType;
  if (values.statementDescriptor) fields.statementDescriptor = values.statementDescriptor;
  if (values.description) fields.description = values.description;
  return fields;
}
