"use server";

import { redirect } from "next/navigation";
import { isUuid } from "@/lib/core/ids";
import { createPayoutInput, payoutIdInput } from "@/lib/core/payout-input";
import { type ActionResult, action } from "@/lib/http/action";
import { cancelPayout } from "@/lib/payouts/cancel-payout";
import { createPayout } from "@/lib/payouts/create-payout";
import { syncPayout } from "@/lib/payouts/sync-payout";

/** Pages that show something else once a payout has been made or canceled. */
const revalidate = ["", "/balance", "/payouts", "/transactions"];

/**
 * Posts the payout form and leaves for the payout, or for the page that finds out what became of it; a refusal stays
 * on the form. The form's key makes the same form the same payout, however often it is posted.
 */
export async function createPayoutAction(slug: unknown, _previous: unknown, form: unknown): Promise<ActionResult> {
  const { clientKey = "", amount, ...fields } = fieldsOf(form);
  if (!isUuid(clientKey)) {
    return { ok: false, code: "invalid_request", message: "Load the form again; its request number is missing." };
  }
  const create = action(createPayoutInput, (ctx, input) => createPayout(ctx, input, { clientKey }), {
    present: (created) => ({
      payoutId: created.kind === "created" ? created.payout.id : null,
      intentId: created.kind === "processing" ? created.intentId : null,
    }),
    revalidate,
    limit: "payouts",
  });
  const result = await create(slug, { ...fields, amount: Number(amount) });
  if (!result.ok) return result;
  const path = `/${encodeURIComponent(String(slug))}/payouts`;
  const { payoutId, intentId } = result.data;
  redirect(payoutId ? `${path}/${payoutId}?created=1` : `${path}/new?intent=${intentId}`);
}

/** Reads one payout and the transactions it is made of from Stripe again. */
export const syncPayoutAction = action(payoutIdInput, syncPayout, { revalidate });

export const cancelPayoutAction = action(payoutIdInput, cancelPayout, { revalidate, limit: "payouts" });

/** A form's own fields that were filled in; React adds some of its own, which are not ours. */
function fieldsOf(form: unknown): Record<string, string> {
  if (!(form instanceof FormData)) return {};
  const texts = [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts.filter(([name, value]) => !name.startsWith("$ACTION") && value !== ""));
}
