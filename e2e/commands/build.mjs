// Builds the application when something that goes into it has changed. Plain Node 20 without dependencies.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readOrNull, withLock } from "../../db/processes.mjs";
import { runOrRefuse } from "./children.mjs";
import { nodePath, root, step, withTools } from "./house.mjs";

const waitMs = 20 * 60_000;
const stampFile = join(root, ".next/inputs.sha256");
const folders = ["app", "components", "lib", "db"];
const canaries = {
  DATABASE_URL: "postgres://canary-of-the-build@127.0.0.1:1/none",
  STRIPE_SECRET_KEY: "sk_test_canary-of-the-build",
  STRIPE_WEBHOOK_SECRET: "whsec_canary-of-the-build",
  AUTH_SECRET: "canary-of-the-build-in-the-place-of-a-secret",
  CRON_SECRET: "canary-of-the-build-in-the-place-of-a-cron-secret",
};
const isInput = (path) => /\.(tsx?|css|svg|png|ico|json|sql)$/.test(path) && !/\.test\.tsx?$/.test(path);
const isRootInput = (name) =>
  /\.(ts|mjs|json)$/.test(name) && !/^(dev\.mjs|biome|knip|vercel|vitest|drizzle)/.test(name);

/** Runs `next build` unless the last one was made of the same files. Copies of the project in one folder take turns. */
export async function build({ dataDir }) {
  if (isBuilt()) return;
  await step("Build the application", () =>
    withLock(
      join(root, ".data/build.lock"),
      async () => {
        if (isBuilt()) return;
        // Nothing may be baked in: a build gets no secret, but in the place of each a text that tests look for in it.
        const stamp = stampOfInputs();
        forgetOldTypes();
        await runOrRefuse("build", nodePath(), [join(root, "node_modules/next/dist/bin/next"), "build"], {
          env: { ...withTools(), ...canaries },
          logs: join(dataDir, "logs"),
        });
        writeFileSync(stampFile, stamp);
      },
      { waitMs },
    ),
  );
}

/** What the development server generated for routes that are gone would fail the check of types. */
export function forgetOldTypes() {
  rmSync(join(root, ".next/dev/types"), { recursive: true, force: true });
}

const isBuilt = () => readOrNull(stampFile) === stampOfInputs() && readOrNull(join(root, ".next/BUILD_ID")) !== null;

function stampOfInputs() {
  const inFolders = folders.flatMap((folder) => listFiles(folder)).filter(isInput);
  const inRoot = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isRootInput(entry.name) && !/^(next-env|\.)/.test(entry.name))
    .map((entry) => entry.name);
  const hash = createHash("sha256");
  for (const path of [...inFolders, ...inRoot].sort()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function listFiles(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1));
}
