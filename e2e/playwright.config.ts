import { dirname, resolve } from "node:path";
import { defineConfig } from "@playwright/test";
import { demo, demoFile } from "./demo";

/**
 * What moves money, stands in Stripe's way, or compares figures that would move; everything else only looks, or changes
 * what no other journey looks at. The search for secrets keeps the two about equally long.
 */
const moving = /(canaries|drift|journey|keyboard|payout-outcomes|payouts|reports|rest-api)\.spec\.ts$/;

const hostile = /fuzz\.spec\.ts$/;

/** What has a configuration of its own. */
const visual = /[\\/]e2e[\\/]visual[\\/]/;

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  // Beside the demo they are about: each run empties its folder, and another copy of the demo may be under test too.
  outputDir: resolve(dirname(demoFile), "journeys"),
  // The journeys share one demo world: those that move its money take turns, and so do those that look at it.
  projects: [
    { name: "money", testMatch: moving, workers: 1 },
    { name: "looks", testIgnore: [moving, hostile, visual], workers: 1 },
    // After all others: it asks everything of everybody, and some of that moves pennies.
    { name: "hostile", testMatch: hostile, dependencies: ["money", "looks"] },
  ],
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: demo().url,
    locale: "en-US",
    timezoneId: "UTC",
    // For looking into a failure: `PW_TRACE=1 npm test` records every step of the journeys that fail.
    trace: process.env.PW_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      executablePath: process.env.PW_CHROMIUM,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
