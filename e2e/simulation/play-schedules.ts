import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { z } from "zod";
import { bundleProcess } from "./bundle-process";
import type { Mutant } from "./mutants";

export type PlayOptions = {
  readonly seeds: readonly number[];
  readonly mutant?: Mutant | undefined;
  readonly commit?: string;
  /** Hears of what diverges and how far it is. */
  readonly tell?: (line: string) => void;
};

const summary = z.object({
  schedules: z.number(),
  diverged: z.number(),
  ms: z.number(),
  counts: z.record(z.string(), z.number()),
  missing: z.array(z.string()),
});
export type PlaySummary = z.output<typeof summary>;

/** Plays the schedules of these seeds in a process of their own, on the server that TEST_DATABASE_URL names. */
export async function playSchedules({ seeds, mutant, commit = "unknown", tell }: PlayOptions): Promise<PlaySummary> {
  const program = await bundleProcess("./simulation-process.ts", mutant);
  try {
    const replay = `npm run simulate --${mutant ? ` --mutant ${mutant.name}` : ""}`;
    const wish = JSON.stringify({ seeds, stopAtFirst: mutant !== undefined, replay, commit });
    const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "test", NODE_OPTIONS: "" };
    const args = ["--enable-source-maps", program.path, wish];
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
    let last = "";
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith("{")) last = line;
      else tell?.(line);
    });
    const [code] = await once(child, "close");
    if (code !== 0 || last === "") throw new Error(`The simulation broke off with code ${code}.`);
    return summary.parse(JSON.parse(last));
  } finally {
    await program.remove();
  }
}
