import { createOwner } from "@/lib/organizations/create-owner";
import { runOperator } from "./operator";

await runOperator("create-owner -- <e-mail> <organization name>", 2, async (services, [email = "", ...name]) => {
  const made = await createOwner(services, { email, organizationName: name.join(" ") });
  return [
    `The organization ${made.slug} has its owner: ${made.email}`,
    `Password, shown this once: ${made.generatedPassword}`,
    `Next: npm run connect-account -- ${made.slug} acct_…`,
  ];
});
