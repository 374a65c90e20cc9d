// A whole running copy of the product: database, Stripe, organizations, application. The demo, the development server
// and the end-to-end tests are all made of it. Plain Node 20 without dependencies.
import { join } from "node:path";
import { createDatabase, isListening, startPostgres } from "../../db/embedded.mjs";
import { build } from "./build.mjs";
import * as children from "./children.mjs";
import { applicationEnv, openSecrets, writePrivately } from "./credentials.mjs";
import { syncEverything, visitCron } from "./first-sync.mjs";
import { nodePath, Refusal, root, step, typeScript, withTools } from "./house.mjs";

const readyWaitMs = 90_000;

/**
 * Starts everything in order and returns what `demo.json` says, and the children that must go on running. Everything
 * ends with the command. `mode` is `start` for a build or `dev` for the development server; `onChild` hears of each
 * process.
 */
export async function startWorld({ dataDir, port, emulatorPort, env = process.env, mode = "start", onChild }) {
  const logs = join(dataDir, "logs");
  const url = `http://127.0.0.1:${port}`;
  const usesEmulator = !env.STRIPE_SECRET_KEY;
  await requireFree("PORT", port);
  if (usesEmulator) await requireFree("STRIPE_EMULATOR_PORT", emulatorPort);

  const secrets = openSecrets(dataDir, env);
  const { ownerUrl, applicationUrl } = await openDatabase({ dataDir, env, logs, secrets });
  const keep = (child) => {
    onChild?.(child.process.pid);
    children.atEnd(() => children.stop(child));
    return child;
  };
  const emulator = usesEmulator ? await startEmulator({ dataDir, url, emulatorPort, secrets, env, logs, keep }) : null;
  const appEnv = applicationEnv({ env, databaseUrl: applicationUrl, secrets, stripe: emulator, appUrl: url });
  const organizations = await step("Prepare organizations and sign-ins", () =>
    seed({
      organizations: emulator?.organizations ?? [],
      secrets,
      env: { ...appEnv, DATABASE_OWNER_URL: ownerUrl },
      logs,
    }),
  );
  if (mode === "start") await build({ dataDir });
  const application = await startApplication({ mode, port, url, env: appEnv, logs, keep });
  const { CRON_SECRET, STRIPE_WEBHOOK_SECRET } = secrets.variables;
  children.atEnd(visitCron({ url, cronSecret: CRON_SECRET, logs }));
  await step("Bring in the history of every account", () => syncEverything({ url, organizations }));

  const description = {
    url,
    stripeApiBase: emulator?.apiBase ?? "https://api.stripe.com",
    stripeSecretKey: appEnv.STRIPE_SECRET_KEY,
    webhookSecret: STRIPE_WEBHOOK_SECRET,
    cronSecret: CRON_SECRET,
    databaseUrl: ownerUrl,
    pid: process.pid,
    organizations,
  };
  writePrivately(join(dataDir, "demo.json"), description);
  return { description, children: emulator ? [application, emulator.child] : [application] };
}

/**
 * The migrated database that the environment names, or else the embedded one: its address for the owner of the tables
 * and, with `secrets`, for the application's user, who is made unless the environment names both.
 */
export async function openDatabase({ dataDir, env = process.env, logs, secrets }) {
  const given = env.DATABASE_OWNER_URL || env.DATABASE_URL;
  const ownerUrl = given || (await step("Start PostgreSQL", () => startEmbedded(dataDir)));
  const isNamed = Boolean(env.DATABASE_OWNER_URL && env.DATABASE_URL);
  const applicationUrl = isNamed ? env.DATABASE_URL : secrets ? asApplication(ownerUrl, secrets) : ownerUrl;
  await step("Bring the tables up to date", () =>
    children.runOrRefuse("migrate", nodePath(), typeScript("db/migrate.ts"), {
      env: { ...withTools(env), DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: applicationUrl },
      logs,
    }),
  );
  return { ownerUrl, applicationUrl };
}

/** The same database for a user who owns nothing in it, named after it: users belong to all databases of a server. */
function asApplication(ownerUrl, { databasePassword }) {
  const address = new URL(ownerUrl);
  address.username = `${decodeURIComponent(address.pathname.slice(1)).slice(0, 59)}_app`;
  address.password = databasePassword;
  return address.href;
}

async function startEmbedded(dataDir) {
  const starting = startPostgres({ dataDir });
  // Also when a signal comes while it starts; if the start fails, there is nothing to stop.
  children.atEnd(() => starting.then((server) => server.stop()).catch(() => {}));
  const { url } = await starting;
  return createDatabase(url, "pennyproof");
}

async function requireFree(name, port) {
  if (!(await isListening(port))) return;
  throw new Refusal(`Port ${port} is taken by another program. Choose a free one, for example ${name}=${port + 100}.`);
}

async function startEmulator({ dataDir, url, emulatorPort, secrets, env, logs, keep }) {
  const apiBase = `http://127.0.0.1:${emulatorPort}`;
  return step("Start the Stripe emulator", async () => {
    const child = keep(
      children.start("stripe-emulator", nodePath(), typeScript("e2e/stripe/server.ts"), {
        env: {
          ...withTools(env),
          STRIPE_EMULATOR_PORT: String(emulatorPort),
          STRIPE_EMULATOR_STATE: join(dataDir, "stripe.json"),
          STRIPE_EMULATOR_WEBHOOK_URL: `${url}/api/webhooks/stripe`,
          STRIPE_EMULATOR_WEBHOOK_SECRET: secrets.variables.STRIPE_WEBHOOK_SECRET,
        },
        logs,
      }),
    );
    const world = await children.waitUntil(child, () => getJson(`${apiBase}/_emulator/world`), { waitMs: readyWaitMs });
    return { child, apiBase, secretKey: world.secretKey, organizations: world.organizations };
  });
}

/** Answers the organizations as `demo.json` shows them, each with the people who can sign in. */
async function seed({ organizations, secrets, env, logs }) {
  if (organizations.length === 0) return [];
  const peopleOf = (slug) =>
    ["owner", "viewer"].map((role) => {
      const email = `${role}@${slug}.example`;
      return { email, password: secrets.passwordOf(email), role, name: role === "owner" ? "Owner" : "Viewer" };
    });
  const question = {
    organizations: organizations.map(({ name, slug, accounts }) => ({
      name,
      slug,
      accounts: accounts.map(({ id }) => ({ id })),
      people: peopleOf(slug),
    })),
  };
  const options = { env, logs, question };
  const answer = await children.ask("seed", nodePath(), typeScript("db/seed.ts"), options);
  return answer.organizations.map((organization) => ({
    ...organization,
    people: peopleOf(organization.slug).map(({ role, email, password }) => ({ role, email, password })),
  }));
}

async function startApplication({ mode, port, url, env, logs, keep }) {
  const next = join(root, "node_modules/next/dist/bin/next");
  return step("Start the application", async () => {
    const args = [next, mode, "-H", "127.0.0.1", "-p", String(port)];
    const child = keep(children.start("application", nodePath(), args, { env, logs }));
    await children.waitUntil(child, async () => (await getJson(`${url}/api/health`)) !== null, { waitMs: readyWaitMs });
    return child;
  });
}

/** The JSON that an address answers with 200, or null while it does not. */
async function getJson(address) {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(readyWaitMs) });
    return response.ok ? await response.json() : null;
  } catch {
    // Nobody listens there yet; whoever waits will ask again.
    return null;
  }
}
