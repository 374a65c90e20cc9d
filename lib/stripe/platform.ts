import Stripe from "stripe";
import { toCallError } from "./errors";

/** An endpoint that Stripe sends events to. Stripe does not tell whether it hears of connected accounts. */
export type WebhookEndpoint = {
  readonly url: string;
  readonly isEnabled: boolean;
  /** Event types, or `*` for all. */
  readonly enabledEvents: readonly string[];
  /** Null: the account's own default. */
  readonly apiVersion: string | null;
};

/** The few questions about the platform itself; everything else goes through a gateway bound to an account. */
export type Platform = {
  /** Throws `bad_credentials` for a key that Stripe does not accept. */
  countConnectedAccounts(): Promise<{ readonly count: number; readonly isAll: boolean }>;
  listWebhookEndpoints(): Promise<WebhookEndpoint[]>;
};

/** The version of Stripe's API that the installed library is made for; endpoints should render events in it. */
export const stripeApiVersion = Stripe.API_VERSION;

const pageSize = 100;

/** Asks as the platform, which is why no account is named. Throws `StripeCallError`. */
export function createPlatform(stripe: Stripe): Platform {
  return {
    countConnectedAccounts: () =>
      call(async () => {
        const { data, has_more } = await stripe.accounts.list({ limit: pageSize });
        return { count: data.length, isAll: !has_more };
      }),
    listWebhookEndpoints: () =>
      call(async () => {
        const { data } = await stripe.webhookEndpoints.list({ limit: pageSize });
        return data.map(({ url, status, enabled_events, api_version }) => ({
          url,
          isEnabled: status === "enabled",
          enabledEvents: enabled_events,
          apiVersion: api_version,
        }));
      }),
  };
}

async function call<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toCallError(error);
  }
}
