import type { ScenarioName } from "../stripe/emulator";
import type { Arena, Place } from "./arena";
import type { Step } from "./schedule";

type Sale = Extract<Step, { act: "sale" }>;
type BankAct = Extract<Step, { act: "bank" }>["what"];

/** Something is sold, given back or charged for at Stripe's side. What is not possible just now does not happen. */
export function sell(arena: Arena, { account }: Place, { what, amount }: Pick<Sale, "what" | "amount">): void {
  const isAvailable = what === "charge_available";
  const name: ScenarioName = what === "charge_available" ? "charge" : what;
  const params = { amount, ...(isAvailable ? { available: true } : {}), email: "buyer@example.com" };
  const given = what === "refund" ? {} : params;
  try {
    arena.emulator().runScenario(name, account.stripeAccountId, given);
  } catch (error) {
    if (!(error instanceof Error) || error.name === "TypeError") throw error;
  }
}

const businessDay = 86_400;

/** Somebody cancels in Stripe's own dashboard, the bank sends money back, or a payout goes its way. */
export async function actAtBank(
  arena: Arena,
  { account }: Place,
  { what, payoutId }: { what: BankAct; payoutId: string | null },
): Promise<void> {
  if (what === "progress") {
    await arena.advance(businessDay);
    return;
  }
  if (payoutId === null) return;
  if (what === "return") {
    arena.emulator().runScenario("payout_fail_after_paid", account.stripeAccountId, { payout: payoutId });
    // A bank account that sent money back takes no more payouts until another one takes its place.
    arena.emulator().runScenario("external_account_replace", account.stripeAccountId);
    return;
  }
  const headers = {
    authorization: `Bearer ${arena.emulator().world.secretKey}`,
    "stripe-account": account.stripeAccountId,
  };
  const url = `http://stripe.invalid/v1/payouts/${payoutId}/cancel`;
  await arena.emulator().fetch(new Request(url, { method: "POST", headers }));
}
