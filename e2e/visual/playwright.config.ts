import { dirname, resolve } from "node:path";
import { defineConfig } from "@playwright/test";
import { demoFile } from "../demo";
import shared from "../playwright.config";

/** `npm run test:visual`: the browser of the journeys, on pages alone. */
export default defineConfig({
  ...shared,
  testDir: ".",
  outputDir: resolve(dirname(demoFile), "visual"),
  projects: [{ name: "visual" }],
  workers: 1,
  timeout: 300_000,
});
