// The embedded PostgreSQL: starts and stops a real server from the binaries that npm installed, or from a
// system PostgreSQL where npm has none. Plain Node 20 without dependencies.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { resolve as absolute, join } from "node:path";
import { findBinaries, runAs } from "./binaries.mjs";
import { commandOf, countUsers, readOrNull, register, sleep, stampOf, withLock } from "./processes.mjs";

const startWaitMs = 60_000;
const stopWaitMs = 10_000;
const startAttempts = 5;
const pollMs = 20;

const settings = {
  listen_addresses: "127.0.0.1",
  // The path of a socket may hold 107 characters at most; a deep folder breaks that.
  unix_socket_directories: "",
  max_connections: "200",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_line_prefix: "%m [%p] ",
};
// Databases of tests live for seconds: nothing is lost when the machine stops.
const throwAway = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
const durably = { fsync: "on", synchronous_commit: "on" };

/**
 * Starts the PostgreSQL of a folder, or joins the one that already runs there.
 * `durable: false` trades safety at a power cut for speed and is for tests only; the first starter decides.
 * `fresh: true` begins with an empty server, unless somebody uses the one that is there.
 * `url` leads to the database `postgres` as its owner. `owned` says whether this call started the server.
 * `stop()` gives the server back; the last user's call, whoever started it, stops it and answers true.
 */
export async function startPostgres({ dataDir, durable = true, fresh = false }) {
  const { bin, major } = findBinaries();
  const data = join(absolute(dataDir), `pg${major}`);
  const server = { bin, data, log: `${data}.log`, users: `${data}.users` };
  const lock = `${server.data}.lock`;

  return withLock(lock, async () => {
    mkdirSync(server.users, { recursive: true });
    const running = await findRunning(server.data);
    const port = running?.port ?? (await launch(server, { durable, fresh }));
    const user = register(server.users);
    const stop = () =>
      withLock(lock, async () => {
        user.release();
        const isLast = countUsers(server.users) === 0;
        if (isLast) await shutDown(server.data);
        return isLast;
      });
    return { url: `postgres://app@127.0.0.1:${port}/postgres`, owned: running === null, stop };
  });
}

/** Makes the database unless it is there, and returns its address. Needs the installed `pg`. */
export async function createDatabase(url, name) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    // It exists: 42P04, or 23505 when another process made it at this very moment.
    if (error.code !== "42P04" && error.code !== "23505") throw error;
  } finally {
    await client.end();
  }
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** A TCP port of 127.0.0.1 that nobody listens on now. */
export function findFreePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Whether somebody listens on a TCP port of 127.0.0.1. */
export function isListening(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1_000, () => end(false));
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}

/** What postmaster.pid says: its lines are the process, the folder, the start, the port and, eighth, the state. */
function readPostmaster(data) {
  const lines = (readOrNull(join(data, "postmaster.pid")) ?? "").split("\n");
  const pid = Number.parseInt(lines[0] ?? "", 10);
  return Number.isNaN(pid) ? null : { pid, port: Number(lines[3]), state: (lines[7] ?? "").trim() };
}

/** The living server of a folder, ready to be used; null when there is none. */
async function findRunning(data) {
  const deadline = Date.now() + startWaitMs;
  while (Date.now() < deadline) {
    const found = readPostmaster(data);
    if (found === null || !isServerOf(data, found.pid)) return null;
    if (found.state === "ready" && (await isListening(found.port))) return found;
    await sleep(pollMs);
  }
  throw new Error(`The PostgreSQL of ${data} runs but does not answer. Stop its process and try again.`);
}

// After a kill and a restart of the machine, the number in postmaster.pid may belong to anybody.
const isServerOf = (data, pid) => stampOf(pid) !== null && commandOf(pid).includes(`-D ${data} `);

async function launch(server, { durable, fresh }) {
  if (fresh) rmSync(server.data, { recursive: true, force: true });
  if (!existsSync(join(server.data, "PG_VERSION"))) await initialize(server, durable);
  for (let attempt = 1; attempt <= startAttempts; attempt++) {
    // The lock of the folder is ours and nobody lives there: what a killed server left only stands in the way.
    rmSync(join(server.data, "postmaster.pid"), { force: true });
    const port = await findFreePort();
    if (await tryStart(server, port, durable)) return port;
    // Another program may have taken the port, or the last backends of a killed server are still going.
    await sleep(attempt * 500);
  }
  throw new Error(`PostgreSQL did not start. Its own words are in ${server.log}.`);
}

/** A half-made folder after a kill must not be taken for a database: it gets its name only when it is complete. */
async function initialize(server, durable) {
  const unfinished = `${server.data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  const options = ["-U", "app", "--auth=trust", "-E", "UTF8", "--locale=C", ...(durable ? [] : ["--no-sync"])];
  const child = start(server, "initdb", unfinished, ["-D", unfinished, ...options]);
  const code = await new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", resolve);
  });
  if (code !== 0) throw new Error(`PostgreSQL could not make its folder. Its own words are in ${server.log}.`);
  renameSync(unfinished, server.data);
}

async function tryStart(server, port, durable) {
  const all = { ...settings, ...(durable ? durably : throwAway), port: String(port) };
  const options = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = start(server, "postgres", server.data, ["-D", server.data, ...options]);
  let gone = false;
  child.once("error", () => {
    gone = true;
  });
  child.once("exit", () => {
    gone = true;
  });
  const deadline = Date.now() + startWaitMs;
  while (!gone && Date.now() < deadline) {
    const found = readPostmaster(server.data);
    if (found?.state === "ready" && found.port === port && (await isListening(port))) {
      child.unref();
      return true;
    }
    await sleep(pollMs);
  }
  if (!gone) child.kill("SIGQUIT");
  return false;
}

/** In a session of its own: a Ctrl-C in the terminal is for us, and we stop the server when its users are gone. */
function start(server, program, data, args) {
  const log = openSync(server.log, "a");
  const { command, options } = runAs(join(server.bin, program), args, data);
  return spawn(command[0], command.slice(1), { ...options, detached: true, stdio: ["ignore", log, log] });
}

async function shutDown(data) {
  const found = readPostmaster(data);
  if (found === null || !isServerOf(data, found.pid)) return;
  // Fast, which lets transactions roll back; if that takes too long, at once, which recovers at the next start.
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"]) {
    process.kill(found.pid, signal);
    const deadline = Date.now() + stopWaitMs;
    while (Date.now() < deadline) {
      if (stampOf(found.pid) === null) return;
      await sleep(pollMs);
    }
  }
}
