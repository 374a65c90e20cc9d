// Notes which processes of a demo run, so that the next start knows a living one from what a killed one left behind.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isRunning, readOrNull, sleep, stampOf, withLock } from "../../db/processes.mjs";
import { writePrivately } from "./credentials.mjs";

const stopWaitMs = 10_000;
const pollMs = 50;

/**
 * Makes this process the one demo of its data folder. Answers `{ other }` with the process id when another lives there;
 * otherwise stops the orphans that a killed demo left and answers `{ note, release }`.
 */
export async function claim(dataDir) {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "demo.processes.json");
  const own = stampOf(process.pid);
  return withLock(`${file}.lock`, async () => {
    const left = JSON.parse(readOrNull(file) ?? '{"children":[]}');
    if (isRunning(left.demo)) return { other: Number.parseInt(left.demo, 10) };
    for (const child of left.children) await end(child);
    rmSync(join(dataDir, "demo.json"), { force: true });
    const children = [];
    const save = () => writePrivately(file, { demo: own, children });
    save();
    return {
      note(pid) {
        children.push(stampOf(pid));
        save();
      },
      release() {
        rmSync(join(dataDir, "demo.json"), { force: true });
        rmSync(file, { force: true });
      },
    };
  });
}

/** What the running demo wrote about itself, or null while it is still starting. */
export function readDemo(dataDir) {
  const file = join(dataDir, "demo.json");
  return readOrNull(file) === null ? null : JSON.parse(readFileSync(file, "utf8"));
}

async function end(stamp) {
  for (const signal of ["SIGTERM", "SIGKILL"]) {
    const deadline = Date.now() + stopWaitMs;
    if (isRunning(stamp)) process.kill(Number.parseInt(stamp, 10), signal);
    while (isRunning(stamp) && Date.now() < deadline) await sleep(pollMs);
  }
}
