import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Preset, StripeEmulator } from "./emulator";
import { readSnapshot } from "./read-snapshot";
import type { State } from "./state";

const pauseMs = 2_000;
/** A large world takes a while to write, during which nobody is answered; it is written that much more rarely. */
const pauseShare = 10;

/** The state of an earlier run, or undefined when there is none that this version and preset can use. */
export function loadState(file: string, preset: Preset): State | undefined {
  let content: string;
  try {
    content = readFileSync(file, "utf8");
  } catch {
    // The first start: there is no file yet.
    return undefined;
  }
  try {
    const state = readSnapshot(JSON.parse(content));
    return state.preset === preset ? inRealTime(state) : undefined;
  } catch {
    console.error(`${file} is not a snapshot that this version can read; starting afresh.`);
    return undefined;
  }
}

/** A process runs in real time, also when an earlier one was stopped with its clock frozen; never backward. */
function inRealTime(state: State): State {
  const ahead = Math.max(0, state.clock.now - Math.floor(Date.now() / 1000));
  return { ...state, clock: { ...state.clock, mode: "realtime", ahead } };
}

/** Writes the state every two seconds while it changes, or more rarely when writing takes long. Gives the function that writes it at once. */
export function keepState(emulator: StripeEmulator, file: string): () => void {
  let pending: NodeJS.Timeout | undefined;
  let lastMs = 0;
  const write = (): void => {
    const startedAt = performance.now();
    clearTimeout(pending);
    pending = undefined;
    const draft = `${file}.${process.pid}.tmp`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, emulator.serialize());
    renameSync(draft, file);
    lastMs = performance.now() - startedAt;
  };
  emulator.onChange(() => {
    pending ??= setTimeout(write, Math.max(pauseMs, pauseShare * lastMs));
  });
  write();
  return write;
}
