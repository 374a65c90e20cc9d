// Runs one of the project's scripts with a database: that of DATABASE_URL, or the demo's own.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { run } from "./children.mjs";
import { applicationEnv, openSecrets } from "./credentials.mjs";
import { nodePath, root, typeScript, withTools } from "./house.mjs";
import { install } from "./install.mjs";
import { readDemo } from "./running.mjs";
import { openDatabase } from "./world.mjs";

/** A command that hands its arguments to a script. Unlike the demo it reads the .env files of a real installation. */
export function script(file) {
  return async ({ dataDir, port }, given) => {
    readEnvFiles();
    await install({ dataDir });
    const { ownerUrl } = await openDatabase({ dataDir, logs: join(dataDir, "logs") });
    const code = await run("script", nodePath(), typeScript(file, ...given), {
      env: envOf({ dataDir, port, databaseUrl: ownerUrl }),
    });
    return { code };
  };
}

/** Looks at an installation as it is: nothing is started, made up or brought up to date for it. */
export async function doctor({ dataDir }) {
  readEnvFiles();
  await install({ dataDir });
  return { code: await run("doctor", nodePath(), typeScript("db/doctor.ts"), { env: withTools() }) };
}

function readEnvFiles() {
  for (const name of [".env.local", ".env"]) {
    if (existsSync(join(root, name))) process.loadEnvFile(join(root, name));
  }
}

function envOf({ dataDir, port, databaseUrl }) {
  if (process.env.STRIPE_SECRET_KEY) {
    // A person at the machine signs nobody in; the secret for that need not be at hand, but one has to be set.
    const { AUTH_SECRET } = openSecrets(dataDir).variables;
    return { ...withTools(), AUTH_SECRET, DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: databaseUrl };
  }
  const demo = readDemo(dataDir);
  const stripe = demo && { secretKey: demo.stripeSecretKey, apiBase: demo.stripeApiBase };
  const appUrl = demo?.url ?? `http://127.0.0.1:${port}`;
  return applicationEnv({ databaseUrl, secrets: openSecrets(dataDir), stripe, appUrl });
}
