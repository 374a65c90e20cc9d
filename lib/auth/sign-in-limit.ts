import { createHash } from "node:crypto";
import type { Services } from "../context";
import { getEnv } from "../env";
import { callerAddress } from "../limits/caller-address";
import { type Limit, takeRequest } from "../limits/take-request";

/** Wrong passwords that are let through per window, for one e-mail and from one address. */
export const failuresMax = { email: 10, address: 30 } as const;
export const windowSeconds = 300;

const window = { seconds: windowSeconds, isGivenBack: true } as const;
const perAddress: Limit = { name: "sign-in-address", points: failuresMax.address, ...window };
const perEmail: Limit = { name: "sign-in-email", points: failuresMax.email, ...window };

export type SignInAttempt = { readonly email: string; readonly headers: Headers };

export type CountedAttempt = {
  /** Seconds to wait before another attempt may be made, or null when this one may go on. */
  readonly waitSeconds: number | null;
  /** Makes it one that was never counted. */
  readonly giveBack: () => Promise<void>;
};

/**
 * Counts an attempt before the password is looked at, so that of many at once no more go on than one after another.
 * What turns out to be no failure is given back: a person who knows the password is never slowed down by their own
 * success. Behind no proxy of ours nobody vouches for an address; the limit per e-mail still holds.
 */
export async function countAttempt(
  services: Pick<Services, "db" | "log">,
  { email, headers }: SignInAttempt,
): Promise<CountedAttempt> {
  const { hasRateLimits, trustedProxies } = getEnv();
  if (!hasRateLimits) return { waitSeconds: null, giveBack: async () => undefined };
  const address = callerAddress(headers, trustedProxies);
  const byAddress = address === null ? null : await takeRequest(services, perAddress, address);
  // Before the e-mail is counted: nobody can lock out others from an address that is refused itself.
  if (byAddress?.isOver) return { waitSeconds: byAddress.seconds, giveBack: byAddress.giveBack };
  const byEmail = await takeRequest(services, perEmail, hashOf(email));
  if (byEmail.isOver) await byAddress?.giveBack();
  return {
    waitSeconds: byEmail.isOver ? byEmail.seconds : null,
    giveBack: async () => {
      await byEmail.giveBack();
      await byAddress?.giveBack();
    },
  };
}

/** The table of counters must not become a list of who tried. */
function hashOf(email: string): string {
  return createHash("sha256").update(email.trim().toLowerCase()).digest("base64url");
}
