import { type Finding, missing, ok } from "@/lib/core/finding";
import { checkAddress } from "@/lib/doctor/check-address";
import { checkAuditLogs } from "@/lib/doctor/check-audit-logs";
import { checkKey } from "@/lib/doctor/check-key";
import { checkWebhookEndpoints } from "@/lib/doctor/check-webhook-endpoints";
import { type Env, parseEnv } from "@/lib/env";
import { createStripe } from "@/lib/stripe/client";
import { createPlatform } from "@/lib/stripe/platform";
import { checkDatabase } from "./check-database";
import { createDb } from "./client";

const marks = { ok: "✓", warning: "!", missing: "✗" };

const findings = await examine();
for (const { subject, state, says, mend } of findings) {
  console.log(`  ${marks[state]} ${subject.padEnd(16)} ${says}`);
  if (mend) console.log(`    ${" ".repeat(16)} → ${mend}`);
}
const faults = findings.filter(({ state }) => state === "missing").length;
console.log(faults === 0 ? "\nThis set-up works." : `\n${faults} ${faults === 1 ? "thing is" : "things are"} missing.`);
process.exit(faults === 0 ? 0 : 1);

/** The environment first: what it lacks cannot be looked at. */
async function examine(): Promise<Finding[]> {
  const env = readEnvironment();
  if ("state" in env) {
    const url = process.env.DATABASE_URL;
    const ownerUrl = process.env.DATABASE_OWNER_URL || url;
    return [env, ...(url && ownerUrl && URL.canParse(url) ? await examineDatabase(url, ownerUrl) : [])];
  }
  const platform = createPlatform(createStripe({ secretKey: env.stripeSecretKey, apiBase: env.stripeApiBase }));
  const { appUrl, webhookSecrets, livemode } = env;
  return [
    ok("Environment", "Everything that production needs is set, the cron secret too."),
    ...(await examineDatabase(env.databaseUrl, env.databaseOwnerUrl)),
    ...(await checkKey(platform, { livemode })),
    ...(await checkWebhookEndpoints(platform, { appUrl, secretCount: webhookSecrets.length })),
    ...(await checkAddress(appUrl)),
  ];
}

/** What is written in it only where it is of this version. */
async function examineDatabase(url: string, ownerUrl: string): Promise<Finding[]> {
  const found = await checkDatabase(url);
  if (!found.some(({ subject, state }) => subject === "Tables" && state === "ok")) return found;
  const owner = createDb(ownerUrl, { driver: "pg", connectionsMax: 1 });
  try {
    return [...found, ...(await checkAuditLogs(owner.db))];
  } finally {
    await owner.close();
  }
}

/** Judged as production would, whatever this process runs as. */
function readEnvironment(): Env | Finding {
  try {
    return parseEnv({ ...process.env, NODE_ENV: "production" });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "EnvironmentError") throw error;
    const faults = error.message
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
    return missing("Environment", `${faults.join("; ")}.`, "Set these as .env.example describes them.");
  }
}
