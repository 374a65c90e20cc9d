import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Tests that put something in place of the environment, the services or another module: each in a process of its own. */
const apart = [
  "app/**/*.test.ts",
  "lib/{auth,http}/**/*.test.ts",
  "lib/*.test.ts",
  "db/{client,embedded,processes}.test.ts",
  "e2e/{commands,simulation}/**/*.test.ts",
];

// The server has no driver. Storms of forms, faults and kills prove rules and locks, and thousands of reports their
// sums, through either one; every statement in them is also in a test that runs with both.
const withoutNeon = [
  "db/{embedded,processes}.test.ts",
  "**/{double-submit,reports-add-up,faults,cancel-faults,resume,everything,start-sync,start-all-syncs}.test.ts",
  "**/{replay-everything,whole-world,settle-allocations.property}.test.ts",
];
const left = process.env.DB_DRIVER === "neon" ? withoutNeon : [];

export default defineConfig({
  resolve: {
    alias: {
      "@": root.replace(/\/$/, ""),
      // Next replaces this package in its own bundles; under vitest it would refuse to load.
      "server-only": fileURLToPath(new URL("./node_modules/server-only/empty.js", import.meta.url)),
    },
  },
  test: {
    globalSetup: ["./db/vitest-setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "apart", include: apart, exclude: left } },
      {
        extends: true,
        // The rest shares what it has loaded, which is most of the time that a file takes.
        test: {
          name: "together",
          include: ["{components,lib,db,e2e}/**/*.test.ts"],
          exclude: [...apart, ...left],
          isolate: false,
        },
      },
    ],
  },
});
