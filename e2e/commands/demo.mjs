// `npm run demo` and `npm run dev`: a running copy of the product for a person to look at.
import { join, relative } from "node:path";
import { atEnd, isStopping } from "./children.mjs";
import { refuseLiveKey } from "./credentials.mjs";
import { Refusal, root } from "./house.mjs";
import { install } from "./install.mjs";
import { claim, readDemo } from "./running.mjs";
import { startWorld } from "./world.mjs";

/** Starts the demo of the data folder, says how to enter it, and stays until it is stopped. */
export async function demo({ dataDir, port, emulatorPort }, { mode }) {
  refuseLiveKey();
  const claimed = await claim(dataDir);
  if (claimed.other) return sayWhereItRuns(dataDir, claimed.other);
  atEnd(claimed.release);
  await install({ dataDir });
  const { description, children } = await startWorld({
    dataDir,
    port,
    emulatorPort,
    mode,
    onChild: claimed.note,
  });
  welcome(description, relative(root, dataDir) || dataDir);
  const first = await Promise.race(children.map((child) => child.ended.then(() => child)));
  if (!isStopping()) {
    throw new Refusal(`"${first.name}" ended by itself. Its words are in ${relative(root, first.log)}.`);
  }
}

function sayWhereItRuns(dataDir, pid) {
  const running = readDemo(dataDir);
  console.log(
    running
      ? `The demo already runs at ${running.url} (process ${pid}).`
      : `The demo is being started by process ${pid}.`,
  );
  console.log("For a second one beside it, set PORT, STRIPE_EMULATOR_PORT and DATA_DIR.");
  return { code: 0 };
}

function welcome({ url, organizations }, folder) {
  const [main] = organizations;
  const lines = ["", `  Pennyproof   ${url}`];
  if (main) {
    lines.push(`  Email        ${main.email}`, `  Password     ${main.password}`, `  API key      ${main.apiKey}`);
  } else {
    lines.push('  Next         npm run create-owner -- you@your-company.example "Your company"');
  }
  lines.push(`  More         ${join(folder, "demo.json")}`, "", "  Ctrl-C stops it.", "");
  console.log(lines.join("\n"));
}
