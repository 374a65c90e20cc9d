// The programs that a command starts, their logs and their end. Plain Node 20 without dependencies.
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { join, relative } from "node:path";
import { readOrNull, sleep } from "../../db/processes.mjs";
import { Refusal, root } from "./house.mjs";

const stopWaitMs = 10_000;
const pollMs = 100;
const excerptLines = 12;
const living = new Set();
const acts = [];
let stopping = null;

/**
 * Starts a program whose words go to `logs/<name>.log`. It stays in our process group, so that a signal to the
 * group reaches it even when we are no longer there to pass it on.
 */
export function start(name, command, args, { env, logs }) {
  refuseWhileStopping();
  const log = logPath(logs, name);
  const file = openSync(log, "w");
  const process = spawn(command, args, { cwd: root, env, stdio: ["ignore", file, file] });
  closeSync(file);
  return keep({ name, log, process, code: null });
}

/** Runs a program to its end, with its words in a log or, without `logs`, on the terminal. Returns its exit code. */
export async function run(name, command, args, { env, logs }) {
  if (logs) return start(name, command, args, { env, logs }).ended;
  refuseWhileStopping();
  const process = spawn(command, args, { cwd: root, env, stdio: "inherit" });
  return keep({ name, log: null, process, code: null }).ended;
}

/** Runs a program that must succeed; its words are in a log. */
export async function runOrRefuse(name, command, args, { env, logs }) {
  const code = await run(name, command, args, { env, logs });
  if (code !== 0) throw refusalOf(name, logPath(logs, name));
}

/** Runs a program that takes one JSON text and answers one. */
export async function ask(name, command, args, { env, logs, question }) {
  refuseWhileStopping();
  const log = logPath(logs, name);
  const file = openSync(log, "w");
  const child = spawn(command, args, { cwd: root, env, stdio: ["pipe", "pipe", file] });
  closeSync(file);
  const kept = keep({ name, log, process: child, code: null });
  let answer = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    answer += text;
  });
  // A program that ends before it has read everything explains itself in its log.
  child.stdin.on("error", () => {});
  child.stdin.end(JSON.stringify(question));
  if ((await kept.ended) !== 0) throw refusalOf(name, log);
  return JSON.parse(answer);
}

/** Waits until `isReady` answers something true, and returns that. Refuses when the program ends before. */
export async function waitUntil(child, isReady, { waitMs }) {
  const deadline = Date.now() + waitMs;
  while (child.code === null && Date.now() < deadline) {
    const ready = await isReady();
    if (ready) return ready;
    await sleep(pollMs);
  }
  throw refusalOf(child.name, child.log);
}

/** Ends one program: asks first, then insists. */
export async function stop(child) {
  for (const signal of ["SIGTERM", "SIGKILL"]) {
    if (child.code !== null) return;
    child.process.kill(signal);
    await Promise.race([child.ended, sleep(stopWaitMs)]);
  }
}

/** Remembers what has to be undone when the command ends, however it ends. */
export function atEnd(act) {
  acts.push(act);
}

export const isStopping = () => stopping !== null;

/** Undoes everything in reverse order and ends what still runs; nothing can be started from here on. */
export function stopAll() {
  stopping ??= undoAll();
  return stopping;
}

async function undoAll() {
  for (const act of acts.splice(0).reverse()) await act();
  for (const child of [...living].reverse()) await stop(child);
}

function refuseWhileStopping() {
  if (isStopping()) throw new Refusal("Stopping.");
}

/** What a failed program leaves to say: its log from the first error on, or the end of it, and where the rest is. */
function refusalOf(name, log) {
  const words = (readOrNull(log) ?? "").trimEnd().split("\n");
  const first = words.findIndex((line) => /error|failed/i.test(line));
  const told = (first < 0 ? words.slice(-excerptLines) : words.slice(first, first + excerptLines)).join("\n    ");
  return new Refusal(`"${name}" did not succeed. All its words are in ${relative(root, log)}, among them\n    ${told}`);
}

export function logPath(logs, name) {
  mkdirSync(logs, { recursive: true });
  return join(logs, `${name}.log`);
}

function keep(child) {
  living.add(child);
  child.ended = new Promise((resolve) => {
    const end = (code) => {
      child.code = code;
      living.delete(child);
      resolve(code);
    };
    // Without an exit code a signal ended it.
    child.process.once("exit", (code) => end(code ?? 1));
    child.process.once("error", () => end(1));
  });
  return child;
}
