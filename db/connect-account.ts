import { connectAccount } from "@/lib/accounts/connect-account";
import { runOperator } from "./operator";

await runOperator("connect-account -- <organization slug> <acct_…>", 2, async (services, [slug = "", id = ""]) => {
  const account = await connectAccount(services, { organizationSlug: slug, stripeAccountId: id });
  return [`${account.stripeAccountId} is connected to ${slug}. Its history comes with the next sync.`];
});
