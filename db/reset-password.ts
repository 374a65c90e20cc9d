import { resetPassword } from "@/lib/members/reset-password";
import { runOperator } from "./operator";

await runOperator("reset-password -- <e-mail>", 1, async (services, [email = ""]) => {
  const { password, organizations } = await resetPassword(services, { email });
  return [
    `${email} has a new password and is signed out everywhere.`,
    `On record in: ${organizations.join(", ") || "no organization"}`,
    `Password, shown this once: ${password}`,
  ];
});
