// Where the project and its data are, and how its commands speak. Plain Node 20 without dependencies.
import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** A refusal that a person can act on: it is printed as it is, without a stack. */
export class Refusal extends Error {}

/** The settings of this copy of the project, from the environment. */
export function readSettings(env = process.env) {
  return {
    dataDir: resolve(root, env.DATA_DIR || ".data"),
    port: readPort("PORT", env.PORT || "3000"),
    emulatorPort: readPort("STRIPE_EMULATOR_PORT", env.STRIPE_EMULATOR_PORT || "4010"),
  };
}

function readPort(name, value) {
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Refusal(`${name} must be a port number between 1 and 65535, not "${value}".`);
}

/** The environment with the project's own tools first, so that the Node of the lock file runs and not the system's. */
export function withTools(env = process.env) {
  return {
    ...env,
    PATH: [join(root, "node_modules/.bin"), env.PATH ?? ""].join(delimiter),
    NEXT_TELEMETRY_DISABLED: "1",
    STRIPE_SUPPRESS_NOTICES: "true",
  };
}

/** The Node that came with the packages; on other systems the one that runs this. */
export function nodePath() {
  const own = join(root, "node_modules/.bin/node");
  return existsSync(own) ? own : process.execPath;
}

/** Arguments that let Node run one of the project's TypeScript files. */
export const typeScript = (file, ...args) => ["--import", "tsx", "--conditions=react-server", file, ...args];

/** Does one step of a command and says on one line what it was and how long it took. */
export async function step(title, act) {
  const startedAt = Date.now();
  process.stdout.write(`  ${title} … `);
  try {
    const result = await act();
    process.stdout.write(`${seconds(startedAt)}\n`);
    return result;
  } catch (error) {
    process.stdout.write(`failed after ${seconds(startedAt)}\n`);
    throw error;
  }
}

/** The time since an instant, for people. */
export const seconds = (startedAt) => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
