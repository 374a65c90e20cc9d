// The one entry of the project's commands: `npm run demo`, `npm test` and the others in package.json come here.
// Plain Node 20 without dependencies, because it runs before anything is installed.
import { isStopping, stopAll } from "./e2e/commands/children.mjs";
import { demo } from "./e2e/commands/demo.mjs";
import { Refusal, readSettings } from "./e2e/commands/house.mjs";
import { doctor, script } from "./e2e/commands/script.mjs";
import { simulate } from "./e2e/commands/simulate.mjs";
import { test, verify, visual } from "./e2e/commands/suite.mjs";

const commands = {
  demo: (settings) => demo(settings, { mode: "start" }),
  dev: (settings) => demo(settings, { mode: "dev" }),
  test,
  verify,
  visual,
  simulate,
  doctor,
  "create-owner": script("db/create-owner.ts"),
  "reset-password": script("db/reset-password.ts"),
  "connect-account": script("db/connect-account.ts"),
  "disconnect-account": script("db/disconnect-account.ts"),
};
const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

async function main([name, ...given]) {
  const command = commands[name];
  if (!command)
    throw new Refusal(`There is no command "${name ?? ""}". Commands: ${Object.keys(commands).join(", ")}.`);
  return command(readSettings(), given);
}

let ending = null;
for (const [signal, code] of Object.entries(signals)) {
  process.on(signal, () => {
    // Asked a second time, we do not wait for anybody.
    if (ending) process.exit(code);
    ending = end(process.argv[2] === "demo" || process.argv[2] === "dev" ? 0 : code);
  });
}

async function end(code, lastLine) {
  await stopAll();
  if (lastLine) console.log(lastLine);
  process.exit(code);
}

try {
  const { code = 0, lastLine } = (await main(process.argv.slice(2))) ?? {};
  if (!ending) await end(code, lastLine);
} catch (error) {
  // Whatever fails while we stop fails because we stop.
  if (!isStopping()) {
    console.error(`\n${error instanceof Refusal ? error.message : error.stack}`);
    await end(1);
  }
}
