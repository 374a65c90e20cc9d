import { disconnectAccount } from "@/lib/accounts/disconnect-account";
import { runOperator } from "./operator";

await runOperator("disconnect-account -- <organization slug> <acct_…>", 2, async (services, [slug = "", id = ""]) => {
  await disconnectAccount(services, { organizationSlug: slug, stripeAccountId: id });
  return [`${id} is disconnected from ${slug}. Its history stays; nothing more is asked of Stripe.`];
});
