// The PostgreSQL of tests: quick to make, quick to write to, and gone when the last of its users is. Plain Node 20
// without dependencies.
import { createHash } from "node:crypto";
import { accessSync, constants, rmSync, statfsSync } from "node:fs";
import { resolve as absolute, join } from "node:path";
import { startPostgres } from "./embedded.mjs";

const memory = "/dev/shm";
/** A run holds some ten databases of 9 MB at a time, and the server's own logs of up to 1 GB. */
const bytesLeast = 2 * 1024 ** 3;

/**
 * Starts the server for the tests of one copy of the project, or joins it. Each test file copies a whole database, which
 * is most of its time on a disk, so it lives in memory where Linux offers enough of it; else in `dataDir`.
 * `fresh` as in `startPostgres`.
 */
export async function startThrowAwayPostgres({ dataDir, fresh = false }) {
  const folder = hasMemory() ? join(memory, `pennyproof-${nameOf(dataDir)}`) : absolute(dataDir);
  const server = await startPostgres({ dataDir: folder, durable: false, fresh });
  const stop = async () => {
    const stopped = await server.stop();
    if (stopped) rmSync(folder, { recursive: true, force: true });
  };
  return { ...server, stop };
}

const nameOf = (dataDir) => createHash("sha256").update(absolute(dataDir)).digest("hex").slice(0, 12);

function hasMemory() {
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= bytesLeast;
  } catch {
    return false;
  }
}
