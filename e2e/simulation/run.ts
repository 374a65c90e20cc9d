// `npm run simulate`: what its arguments ask for, and the exit code that says how it went.
import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { findMutant, mutants } from "./mutants";
import { playSchedules } from "./play-schedules";

const usage = "npm run simulate -- --schedules N --seed S [--kills K] [--mutant NAME] [--list-mutants]";
/** Fewer schedules need not have met every kind of fault. */
const enoughForAllKinds = 300;
const divergence = 1;
const anythingElse = 2;

function readWish() {
  const { values } = parseArgs({
    options: {
      schedules: { type: "string", default: "300" },
      seed: { type: "string", default: "1" },
      kills: { type: "string", default: "0" },
      mutant: { type: "string" },
      "list-mutants": { type: "boolean", default: false },
    },
  });
  const { mutant: name } = values;
  const mutant = name === undefined ? undefined : findMutant(name);
  if (name !== undefined && !mutant) throw new Error(`There is no mutant "${name}"; --list-mutants names them.`);
  const [schedules, seed, kills] = [values.schedules, values.seed, values.kills].map(toCount);
  return { schedules, seed, kills, mutant, isList: values["list-mutants"] };
}

function toCount(text: string): number {
  const value = Number(text);
  if (/^\d{1,9}$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new Error(`"${text}" is not a number of things. ${usage}`);
}

function commitNow(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  } catch {
    return "unknown";
  }
}

async function main(): Promise<number> {
  const { schedules = 0, seed = 0, kills = 0, mutant, isList } = readWish();
  if (isList) {
    console.log(mutants.map(({ name }) => name).join("\n"));
    return 0;
  }
  const commit = commitNow();
  console.log(`seed ${seed}, commit ${commit}${mutant ? `, mutant ${mutant.name}: ${mutant.about}` : ""}`);
  if (kills > 0) throw new Error("Killing a running server is not part of this simulation yet.");
  let code = 0;
  if (schedules > 0) {
    const seeds = Array.from({ length: schedules }, (_, index) => seed + index);
    const result = await playSchedules({ seeds, mutant, commit, tell: console.log });
    for (const [kind, times] of Object.entries(result.counts)) console.log(`  ${kind.padEnd(24)} ${times}`);
    console.log(`${result.schedules} schedules, ${result.diverged} divergences, ${(result.ms / 1000).toFixed(1)} s`);
    if (result.diverged > 0) code = divergence;
    else if (schedules >= enoughForAllKinds && result.missing.length > 0) {
      console.log(`never injected: ${result.missing.join(", ")}`);
      code = anythingElse;
    }
  }
  return code;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(anythingElse);
  },
);
