import { day } from "./calendar";
import { StripeRefusal } from "./errors";
import type { IdempotencyEntry, StoredAnswer } from "./state";
import { now, type World } from "./world";

const maxKeyLength = 255;

/** A key that is in use by one request, or the answer that an earlier request left under it. */
export type Claim = { key: string; entry: IdempotencyEntry; replay: StoredAnswer | null };

/**
 * Claims an idempotency key of an account. Throws `idempotency_key_in_use` while another request holds it
 * and an `idempotency_error` when it was used with other parameters. Keys are forgotten after 24 hours.
 */
export function claimKey(world: World, account: string, key: string, fingerprint: string): Claim {
  if (key.length > maxKeyLength) {
    throw new StripeRefusal(`Idempotency keys have at most ${maxKeyLength} characters.`, { type: "idempotency_error" });
  }
  forgetOldKeys(world);
  const name = `${account}:${key}`;
  const known = world.state.idempotency[name];
  if (!known) {
    const entry: IdempotencyEntry = { fingerprint, at: now(world), answer: null };
    world.state.idempotency[name] = entry;
    return { key: name, entry, replay: null };
  }
  if (known.fingerprint !== fingerprint) {
    const message = "Keys for idempotent requests can only be used with the parameters they were first used with.";
    throw new StripeRefusal(message, { type: "idempotency_error" });
  }
  if (known.answer === null) {
    const message = "Another request with this idempotency key is in progress.";
    throw new StripeRefusal(message, { status: 409, code: "idempotency_key_in_use" });
  }
  return { key: name, entry: known, replay: known.answer };
}

/** Gives a key up whose request had no result that Stripe would keep. */
export function releaseKey(world: World, claim: Claim): void {
  if (claim.replay === null && claim.entry.answer === null) delete world.state.idempotency[claim.key];
}

function forgetOldKeys(world: World): void {
  const oldest = now(world) - day;
  for (const [name, entry] of Object.entries(world.state.idempotency)) {
    // Keys are in order of their making, so the first young one ends the search.
    if (entry.at > oldest) return;
    delete world.state.idempotency[name];
  }
}
