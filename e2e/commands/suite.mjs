// `npm test`, `npm run verify` and `npm run test:visual`: the checks in order, and one count over all of them.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findFreePort } from "../../db/embedded.mjs";
import { startThrowAwayPostgres } from "../../db/throw-away.mjs";
import { build, forgetOldTypes } from "./build.mjs";
import { atEnd, logPath, run } from "./children.mjs";
import { findChromium } from "./chromium.mjs";
import { nodePath, Refusal, root, seconds, step, withTools } from "./house.mjs";
import { install } from "./install.mjs";
import { countPlaywright, countVitest } from "./results.mjs";
import { startWorld } from "./world.mjs";

const tool = (path) => join(root, "node_modules", path);
const checks = [
  ["Format and lint", [tool("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."]],
  ["Types of the routes", [tool("next/dist/bin/next"), "typegen"]],
  ["Types", [tool("typescript/bin/tsc"), "--noEmit"]],
  ["Unused files and exports", [tool("knip/bin/knip.js")]],
];
// The verbs that reach the database, each with every statement it has; routes and pages only call them.
const shelves = [
  "accounts",
  "audit",
  "balance",
  "keys",
  "ledger",
  "limits",
  "members",
  "organizations",
  "payments",
  "payouts",
  "proofs",
  "reports",
  "sync",
  "webhooks",
];
const neonFolders = ["db/", ...shelves.map((shelf) => `lib/${shelf}/`)];
// The tests make their own world: nothing of the caller's may reach it.
const foreign =
  /^(DATABASE_|TEST_DATABASE_URL|DB_DRIVER|NEON_|STRIPE_(?!FIXTURES)|AUTH_SECRET|CRON_SECRET|APP_URL|DEMO|RATE_LIMITS|PORT$|NODE_ENV)/;

/** Everything. */
export const test = (settings) =>
  runSuite(settings, [check, unitTests, together(neonTests, buildStage), playwright("e2e/playwright.config.ts")]);

/** What needs neither a build nor a browser. */
export const verify = (settings) => runSuite(settings, [check, unitTests, neonTests]);

/** Every page in both themes, wide and narrow, with a picture of each to look at. */
export const visual = (settings) => runSuite(settings, [buildStage, playwright("e2e/visual/playwright.config.ts")]);

async function runSuite({ dataDir }, stages) {
  const env = withTools(Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))));
  const suite = { dataDir, env, logs: join(dataDir, "logs"), counts: { passed: 0, failed: 0 }, times: [] };
  rmSync(join(dataDir, "results"), { recursive: true, force: true });
  for (const stage of [install, ...stages]) {
    try {
      await stage(suite);
    } catch (error) {
      console.error(`\n${error instanceof Refusal ? error.message : error.stack}\n`);
      suite.counts.failed += 1;
      // What comes later would fail for the same reason, or waits for this.
      break;
    }
  }
  console.log(`\n${suite.times.map(([title, time]) => `  ${title.padEnd(34)} ${time}`).join("\n")}\n`);
  const { passed, failed } = suite.counts;
  return { code: failed === 0 ? 0 : 1, lastLine: `${passed} passed, ${failed} failed` };
}

async function timed(suite, title, act) {
  const startedAt = Date.now();
  try {
    return await act();
  } finally {
    suite.times.push([title, seconds(startedAt)]);
  }
}

async function check(suite) {
  forgetOldTypes();
  for (const [title, args] of checks) {
    const name = title.toLowerCase().replaceAll(" ", "-");
    await timed(suite, title, () =>
      step(title, async () => {
        const code = await run(name, nodePath(), args, suite);
        if (code !== 0) throw new Refusal(`${title}:\n${readFileSync(logPath(suite.logs, name), "utf8")}`);
      }),
    );
  }
}

/** Stages that wait for different things, at the same time: Neon's driver for answers, the build for a free core. */
const together =
  (...stages) =>
  async (suite) => {
    const done = await Promise.allSettled(stages.map((stage) => stage(suite)));
    const failed = done.find(({ status }) => status === "rejected");
    if (failed) throw failed.reason;
  };

async function unitTests(suite) {
  await runVitest(suite, "Unit and database tests", "vitest-pg", { TEST_DATABASE_URL: await testServer(suite) }, []);
}

async function neonTests(suite) {
  const { startNeonProxy } = await import("../neon-proxy.mjs");
  const proxy = await startNeonProxy();
  atEnd(proxy.stop);
  const neon = { TEST_DATABASE_URL: await testServer(suite), DB_DRIVER: "neon", NEON_WSPROXY: proxy.address };
  await runVitest(suite, "Database tests with Neon's driver", "vitest-neon", neon, neonFolders);
}

/** The address of the server that both share. */
async function testServer(suite) {
  if (!suite.testServer) {
    suite.testServer = startThrowAwayPostgres({ dataDir: join(suite.dataDir, "test"), fresh: true });
    atEnd(() => suite.testServer.then((server) => server.stop()).catch(() => {}));
  }
  return (await suite.testServer).url;
}

async function runVitest(suite, title, name, variables, filters) {
  const file = join(suite.dataDir, "results", `${name}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  console.log(`\n  ${title}`);
  const args = [tool("vitest/vitest.mjs"), "run", ...reporters, ...filters];
  const code = await timed(suite, title, () => run(name, nodePath(), args, { env: { ...suite.env, ...variables } }));
  add(suite, countVitest(file), code);
}

async function buildStage(suite) {
  await timed(suite, "Build", () => build(suite));
}

const playwright = (config) => async (suite) => {
  if (!existsSync(join(root, config))) throw new Refusal(`There is no ${config}.`);
  const chromium = await timed(suite, "Chromium", () => step("Find a Chromium", () => findChromium(suite)));
  // A world of its own, made anew: neither the demo's nor what the last run left.
  const dataDir = join(suite.dataDir, "e2e");
  rmSync(dataDir, { recursive: true, force: true });
  const [port, emulatorPort] = await Promise.all([findFreePort(), findFreePort()]);
  await timed(suite, "A fresh demo world", () => startWorld({ dataDir, port, emulatorPort, env: suite.env }));

  const file = join(suite.dataDir, "results", "playwright.json");
  const env = {
    ...suite.env,
    PW_CHROMIUM: chromium,
    DEMO_JSON: join(dataDir, "demo.json"),
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  };
  const args = [tool("@playwright/test/cli.js"), "test", "-c", config, "--reporter=list,json"];
  const code = await timed(suite, "Browser tests", () => run("playwright", nodePath(), args, { env }));
  add(suite, countPlaywright(file), code);
};

/** A runner that ended badly without a failed test still failed: a file that does not load, an error nobody caught. */
function add(suite, { passed, failed }, code) {
  suite.counts.passed += passed;
  suite.counts.failed += code !== 0 && failed === 0 ? 1 : failed;
}
