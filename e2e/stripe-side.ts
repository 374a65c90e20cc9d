import { demo } from "./demo";

/** Speaks to the Stripe emulator's control surface. */
export async function emulator(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(`${demo().stripeApiBase}/_emulator${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The emulator answered ${response.status} to ${method} ${path}.`);
  return response.json();
}

/** Lets banks work for so many seconds at once, and Stripe tell of it. */
export async function letTimePass(seconds: number): Promise<void> {
  await emulator("POST", "/clock/advance", { seconds });
  await emulator("POST", "/webhooks/flush");
}

export type StripeObject = Record<string, unknown> & { id: string };

/** What Stripe itself says of an account, asked as anybody with the secret key could. */
export async function askStripe(account: string, path: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${demo().stripeApiBase}${path}`, {
    headers: { authorization: `Bearer ${demo().stripeSecretKey}`, "stripe-account": account },
  });
  if (!response.ok) throw new Error(`Stripe answered ${response.status} to ${path}.`);
  return response.json();
}

/** Payouts of exactly that amount at Stripe, newest first. */
export async function payoutsAtStripe(account: string, amount: number): Promise<StripeObject[]> {
  const { data } = await askStripe(account, "/v1/payouts?limit=100");
  return (data as StripeObject[]).filter((payout) => payout.amount === amount);
}

/** Available or pending money of an account in minor units, as Stripe's balance has it. */
export async function balanceAtStripe(account: string, kind: "available" | "pending", currency: string) {
  const balance = await askStripe(account, "/v1/balance");
  const entries = balance[kind] as { amount: number; currency: string }[];
  return entries.filter((entry) => entry.currency === currency).reduce((sum, entry) => sum + entry.amount, 0);
}
