import type { Context } from "../context";
import type { MirroredKind } from "../payments/mirrored-kind";
import { recordMirrored } from "../payments/record-mirrored";
import { StripeCallError } from "../stripe/errors";
import { type ActiveRun, writeForRun } from "./active-run";
import { callStripe } from "./call-stripe";

/** Asks for single objects that no list will tell about. One that Stripe will not tell about does not stop the others. */
export async function askAgain<T>(
  ctx: Context,
  run: ActiveRun,
  { kind, ids }: { kind: MirroredKind<T>; ids: readonly string[] },
): Promise<void> {
  const { account } = run;
  const gateway = ctx.stripeFor(account.stripeAccountId);
  const scope = { organizationId: ctx.organizationId, connectedAccountId: account.id };
  for (const id of ids) {
    const fetchedAt = ctx.now();
    const row = await unlessRefused(ctx, id, () => callStripe(ctx, run, () => kind.get(gateway, id)));
    if (row === null) continue;
    await writeForRun(ctx, run, async (tx) => {
      await recordMirrored(tx, scope, kind, { rows: [row], fetchedAt, isNoted: true });
      return {};
    });
  }
}

async function unlessRefused<T>(ctx: Context, id: string, ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    const isAboutThis =
      error instanceof StripeCallError && (error.reason === "refused" || error.reason === "unreadable");
    if (!isAboutThis) throw error;
    ctx.log.warn("Stripe could not tell about an object.", { id, code: error.code });
    return null;
  }
}
