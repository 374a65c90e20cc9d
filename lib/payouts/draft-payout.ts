import type { Context } from "../context";
import { AppError } from "../core/errors";
import type { CreatePayoutInput } from "../core/payout-input";
import { checkPayout } from "./check-payout";
import type { PayoutDraft } from "./claim-intent";
import { considerPayout } from "./consider-payout";
import { fundsFor } from "./funds-for";

/**
 * Makes a request into a payout that may be asked for, or throws the reason why it may not. The destination stays as
 * the caller gave it, so that Stripe chooses its default at the moment of the payout.
 */
export async function draftPayout(ctx: Context, input: CreatePayoutInput): Promise<PayoutDraft> {
  const candidate = await considerPayout(ctx, input);
  const refusal = checkPayout(candidate);
  if (refusal) throw new AppError(refusal.code, refusal.message, refusal.details);
  const { account, amount, method, sourceType } = candidate;
  return {
    account,
    amount,
    method,
    description: input.description ?? null,
    destination: input.destination ?? null,
    sourceType,
    statementDescriptor: input.statementDescriptor ?? null,
    metadata: input.metadata,
    available: fundsFor(candidate),
  };
}
