import { Session } from "node:inspector/promises";
import { setFlagsFromString } from "node:v8";
import { isForTests, textOf, typed } from "./testing-files";

// A function whose bytecode was thrown away for want of use, and which is compiled anew while it is watched, would
// count as never run.
setFlagsFromString("--no-flush-bytecode");

// A condition on the organization, as it is written with the query builder and in SQL.
const condition =
  /\.organizationId, [\w.]*organizationId\b|\borganizations\.id, (?:ctx\.|scope\.)?organizationId\)|organization_id = /g;

/** Files of the product with such a condition. */
export const filesWithConditions = typed.filter(
  (path) => path.startsWith("lib/") && !isForTests(path) && textOf(path).search(condition) >= 0,
);

export type Watch = {
  /** Ends it, and gives the conditions that nothing came by since, as file and text. */
  unseen(): Promise<string[]>;
};

/** Watches which of the conditions are reached from now on. */
export async function watchConditions(): Promise<Watch> {
  const session = new Session();
  session.connect();
  await session.post("Debugger.enable");
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  return {
    unseen: async () => {
      const { result } = await session.post("Profiler.takePreciseCoverage");
      const unseen: string[] = [];
      for (const path of filesWithConditions) {
        const script = result.find(({ url }) => url.endsWith(`/${path}`));
        if (!script) {
          unseen.push(`${path}: never run`);
          continue;
        }
        const { scriptSource } = await session.post("Debugger.getScriptSource", { scriptId: script.scriptId });
        const ranges = script.functions.flatMap((one) => one.ranges);
        for (const match of scriptSource.matchAll(condition)) {
          const around = ranges.filter(
            ({ startOffset, endOffset }) => startOffset <= match.index && match.index < endOffset,
          );
          const [innermost] = around.toSorted(
            (one, other) => one.endOffset - one.startOffset - (other.endOffset - other.startOffset),
          );
          if (!innermost || innermost.count === 0) unseen.push(`${path}: ${match[0]}`);
        }
      }
      session.disconnect();
      return unseen;
    },
  };
}
