// Which processes still live, and a lock and a register that survive their sudden death.
// Plain Node 20 without dependencies: this runs before anything is installed.
import { spawnSync } from "node:child_process";
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const pollMs = 25;

/** Waits. */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * A word that names one process for good: its id and its start time, since ids are used again.
 * Null when no such process runs; a process that is dead but not yet reaped counts as gone.
 */
export function stampOf(pid) {
  if (process.platform === "linux") {
    const stat = readOrNull(`/proc/${pid}/stat`);
    if (stat === null) return null;
    // The name, in brackets, may itself hold spaces and brackets; the fields after it may not.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? null : `${pid}@${fields[19]}`;
  }
  const ps = spawnSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" });
  const [state, ...started] = (ps.stdout ?? "").trim().split(/\s+/);
  return !state || state.startsWith("Z") ? null : `${pid}@${started.join("_")}`;
}

/** Whether the process that a stamp names still runs. */
export function isRunning(stamp) {
  return typeof stamp === "string" && stampOf(Number.parseInt(stamp, 10)) === stamp;
}

/** The command line of a process, or an empty text. */
export function commandOf(pid) {
  if (process.platform === "linux") return (readOrNull(`/proc/${pid}/cmdline`) ?? "").replaceAll("\0", " ");
  return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
}

/** Runs `act` while no other process runs one under the same lock file. A dead holder's lock is taken over. */
export async function withLock(path, act, { waitMs = 60_000 } = {}) {
  mkdirSync(dirname(path), { recursive: true });
  const deadline = Date.now() + waitMs;
  while (!take(path)) {
    if (Date.now() > deadline) throw new Error(`Another process has held ${path} for ${waitMs / 1000} seconds.`);
    await sleep(pollMs);
  }
  try {
    return await act();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path) {
  // Linking a finished file makes the lock appear together with its holder's name.
  const own = `${path}.${process.pid}`;
  writeFileSync(own, stampOf(process.pid));
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  } finally {
    rmSync(own, { force: true });
  }
  const holder = readOrNull(path);
  if (holder !== null && !isRunning(holder)) removeDeadLock(path, holder);
  return false;
}

/** Renaming takes the file away for one contender only; should it be a living holder's after all, it goes back. */
function removeDeadLock(path, holder) {
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
    if (readOrNull(aside) === holder) rmSync(aside, { force: true });
    else renameSync(aside, path);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}

/** Notes in `dir` that this process uses what `dir` stands for. A process may do so several times. */
export function register(dir) {
  mkdirSync(dir, { recursive: true });
  const entry = join(dir, `${process.pid}-${Math.random().toString(36).slice(2)}`);
  writeFileSync(entry, stampOf(process.pid));
  return { release: () => rmSync(entry, { force: true }) };
}

/** How many uses noted in `dir` belong to processes that still run. Forgets the others. */
export function countUsers(dir) {
  let living = 0;
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    if (isRunning(readOrNull(path))) living += 1;
    else rmSync(path, { force: true });
  }
  return living;
}

/** A file's text, or null when it is not there. */
export function readOrNull(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ESRCH" || error.code === "ENOTDIR") return null;
    throw error;
  }
}
