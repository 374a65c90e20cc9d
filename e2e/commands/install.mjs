// Brings node_modules to what the lock file says. Plain Node 20 without dependencies.
import { join } from "node:path";
import { readOrNull, withLock } from "../../db/processes.mjs";
import { run, runOrRefuse } from "./children.mjs";
import { root, step } from "./house.mjs";

const waitMs = 20 * 60_000;

/** Installs the packages unless they are there in the versions of the lock file. */
export async function install({ dataDir }) {
  if (isInstalled()) return;
  await step("Install packages", () =>
    withLock(
      join(root, ".data/install.lock"),
      async () => {
        // Another copy may have done it while we waited.
        if (isInstalled()) return;
        const options = { env: process.env, logs: join(dataDir, "logs") };
        if ((await run("npm-ci", "npm", ["ci", "--loglevel=error"], options)) === 0) return;
        await runOrRefuse("npm-install", "npm", ["install", "--no-save", "--loglevel=error"], options);
      },
      { waitMs },
    ),
  );
}

/** npm writes, last of all, what it put into node_modules: we compare that with the lock file. */
function isInstalled() {
  const wanted = packagesOf("package-lock.json");
  const found = packagesOf("node_modules/.package-lock.json");
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === "" || (optional && !found[path])) return true;
    return found[path]?.version === version;
  });
}

function packagesOf(file) {
  return JSON.parse(readOrNull(join(root, file)) ?? "{}").packages ?? {};
}
