import { type Finding, missing, ok, warning } from "../core/finding";
import { StripeCallError } from "../stripe/errors";
import type { Platform } from "../stripe/platform";

/** Whether Stripe takes the key, in which mode, and whether the platform has connected accounts. */
export async function checkKey(platform: Platform, { livemode }: { livemode: boolean }): Promise<Finding[]> {
  const mode = livemode ? ok("Key mode", "Live: real money moves.") : ok("Key mode", "Test: no real money moves.");
  try {
    const { count, isAll } = await platform.countConnectedAccounts();
    const accounts =
      count > 0
        ? ok("Connect", `The platform has ${isAll ? count : `more than ${count}`} connected accounts.`)
        : warning(
            "Connect",
            "The platform has no connected account yet.",
            "Create one at https://dashboard.stripe.com/connect, then: npm run connect-account -- <organization slug> <acct_…>",
          );
    return [mode, ok("Stripe key", "Stripe accepts it."), accounts];
  } catch (error) {
    if (!(error instanceof StripeCallError)) throw error;
    if (error.reason === "bad_credentials") {
      return [mode, missing("Stripe key", error.message, "Put a valid key into STRIPE_SECRET_KEY.")];
    }
    if (error.reason === "refused") {
      return [
        mode,
        missing(
          "Connect",
          "Stripe does not let this key list connected accounts.",
          "Turn on Connect for the platform, or give the restricted key the right to read accounts.",
        ),
      ];
    }
    return [mode, missing("Stripe key", error.message, "Try again; if it stays, look at https://status.stripe.com.")];
  }
}
