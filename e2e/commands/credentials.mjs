// Secrets of this copy of the project, made once and kept where only its user can read them, and the environment
// that the application runs in. Plain Node 20 without dependencies.
import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readOrNull } from "../../db/processes.mjs";
import { Refusal, withTools } from "./house.mjs";

const makers = {
  AUTH_SECRET: () => random(32),
  CRON_SECRET: () => random(32),
  STRIPE_WEBHOOK_SECRET: () => `whsec_${random(24)}`,
};

const random = (bytes) => randomBytes(bytes).toString("base64url");

/** The secrets of a data folder; those that the environment sets win. `passwordOf` remembers one for each e-mail. */
export function openSecrets(dataDir, env = process.env) {
  const file = join(dataDir, "secrets.json");
  const kept = JSON.parse(readOrNull(file) ?? "{}");
  for (const [name, make] of Object.entries(makers)) kept[name] ??= make();
  kept.databasePassword ??= random(24);
  kept.passwords ??= {};
  const save = () => writePrivately(file, kept);
  save();
  return {
    variables: Object.fromEntries(Object.keys(makers).map((name) => [name, env[name] || kept[name]])),
    databasePassword: kept.databasePassword,
    passwordOf(email) {
      kept.passwords[email] ??= random(12);
      save();
      return kept.passwords[email];
    },
  };
}

/** The environment of the application; `stripe` names the emulator, or is null for the real Stripe. */
export function applicationEnv({ env = process.env, databaseUrl, secrets, stripe, appUrl }) {
  const ofStripe = stripe
    ? {
        STRIPE_SECRET_KEY: stripe.secretKey,
        STRIPE_API_BASE: stripe.apiBase,
        // Whoever tries things out is told where they would stand, and refused only when they want to see that too.
        RATE_LIMITS: env.RATE_LIMITS || "off",
      }
    : {};
  return {
    ...withTools(env),
    ...secrets.variables,
    ...ofStripe,
    DATABASE_URL: databaseUrl,
    // Whoever can change tables is nobody the application should be able to become.
    DATABASE_OWNER_URL: "",
    APP_URL: appUrl,
    DEMO: "1",
  };
}

/** A demo moves money by itself, so it may not do that with anybody's real money. */
export function refuseLiveKey(env = process.env) {
  if (!/^(sk|rk)_live_/.test(env.STRIPE_SECRET_KEY ?? "")) return;
  throw new Refusal("STRIPE_SECRET_KEY is a live key. The demo runs with the emulator or with a test key only.");
}

/** Writes a file that only its user can read, in one piece: a reader sees the old one or the new one. */
export function writePrivately(file, content) {
  mkdirSync(join(file, ".."), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}
