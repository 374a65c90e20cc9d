import { emit, isSilent } from "./events";
import { charge } from "./objects/charge";
import { paymentIntent } from "./objects/payment-intent";
import type { ChargeRecord } from "./state";
import type { World } from "./world";

/** Tells of a payment that was just tried, as far as it has come. */
export function announceCharge(world: World, record: ChargeRecord): void {
  if (isSilent(world)) return;
  announceIntent(world, record, "payment_intent.created");
  emit(world, holderOf(world, record), `charge.${record.status}`, charge(record));
  if (record.status === "failed") announceIntent(world, record, "payment_intent.payment_failed");
  else if (!record.isCaptured) announceIntent(world, record, "payment_intent.amount_capturable_updated");
  else if (record.status === "succeeded") announceIntent(world, record, "payment_intent.succeeded");
}

/** Says something of the payment intent behind a charge, where there is one. */
export function announceIntent(world: World, record: ChargeRecord, type: string): void {
  if (record.paymentIntent !== null) emit(world, holderOf(world, record), type, paymentIntent(record));
}

function holderOf(world: World, { account }: ChargeRecord): string | null {
  return account === world.state.platform.id ? null : account;
}
