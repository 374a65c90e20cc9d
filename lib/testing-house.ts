// The house as data. A room is the first line whose pattern fits a file. `may` names folders, files and packages;
// a word after "type " may be imported for its types only. "verbs" are all shelves of lib and its single verbs.
export const verbs = /^lib\/((?!core\/|stripe\/|http\/|auth\/|limits\/)[a-z-]+\/|health$)/;
const orm = ["drizzle-orm", "db", "lib/core", "node:crypto"];
const react = [
  "react",
  "react-dom",
  "next/link",
  "next/navigation",
  "next/dynamic",
  "next/form",
  "next/error",
  "next-themes",
  "lucide-react",
];
const shown = ["@tanstack/react-table", "recharts", "radix-ui", "sonner", "clsx", "class-variance-authority"];
const doors = ["lib/context", "lib/context-from-request", "lib/context-from-session", "lib/session-user"];
export const rooms: { room: string; files: RegExp; may: string[] }[] = [
  { room: "journeys", files: /^e2e\/.*\.spec\.ts$/, may: ["e2e", "@playwright/test", "@axe-core/playwright", "node:"] },
  { room: "tests", files: /\.test\.tsx?$/, may: ["*"] },
  {
    room: "worlds for tests",
    files: /^lib\/(.*\/)?(testing(-[a-z]+)?|[a-z-]+-samples)\.ts$|^e2e\/stripe\/(test-client|testing-[a-z-]+)\.ts$/,
    may: ["*"],
  },
  { room: "lib/core", files: /^lib\/core\//, may: ["lib/core", "zod"] },
  { room: "lib/env", files: /^lib\/env\.ts$/, may: ["zod", "server-only"] },
  { room: "lib/log", files: /^lib\/log\.ts$/, may: ["lib/core"] },
  { room: "lib/timing", files: /^lib\/timing\.ts$/, may: ["node:"] },
  {
    room: "lib/stripe",
    files: /^lib\/stripe\//,
    may: ["lib/core", "lib/stripe", "lib/env", "lib/timing", "stripe", "server-only", "node:async_hooks"],
  },
  {
    // Counts for sign-in and for the doors alike.
    room: "lib/limits",
    files: /^lib\/limits\//,
    may: ["lib/limits", "lib/timing", "type lib/context", "db", "drizzle-orm", "rate-limiter-flexible"],
  },
  {
    room: "lib/auth",
    files: /^lib\/auth\//,
    may: [...orm, "lib/auth", "lib/env", "lib/keys", "lib/limits", "lib/log", "type lib/context", "better-auth", "zod"],
  },
  {
    room: "lib/context",
    files: /^lib\/context\.ts$/,
    may: ["type db", "type lib/core", "type lib/log", "type lib/stripe"],
  },
  {
    room: "doors",
    files: /^lib\/(services|confirm-database|context-from-[a-z]+|session-user)\.ts$/,
    may: [
      "verbs",
      "lib/auth",
      "lib/core",
      "lib/stripe",
      "lib/env",
      "lib/log",
      "lib/services",
      ...doors,
      "db",
      "react",
    ].concat(["next/headers", "next/navigation", "server-only"]),
  },
  {
    room: "lib/http",
    files: /^lib\/http\//,
    may: [
      "lib/http",
      "lib/core",
      "lib/auth",
      "lib/keys",
      "lib/limits",
      "lib/organizations",
      "lib/env",
      "lib/log",
      "lib/services",
    ].concat([
      ...doors,
      ...orm,
      "type lib/balance",
      "type lib/payouts",
      "type lib/sync",
      "type lib/reports",
      "lib/timing",
      "node:http",
      "next",
      "zod",
    ]),
  },
  {
    room: "verbs",
    files: new RegExp(verbs.source.replace("health$", "health\\.ts$")),
    may: ["verbs", "lib/context", "lib/log", "lib/stripe", ...orm, "type stripe", "better-auth/crypto", "zod", "node:"],
  },
  {
    room: "operators' scripts",
    files: /^db\/(seed|operator|doctor|create-owner|reset-password|connect-account|disconnect-account)\.ts$/,
    may: ["db", "verbs", "lib/core", "lib/env", "lib/services", "lib/stripe", "type lib/context", "node:"],
  },
  {
    room: "db",
    files: /^db\//,
    may: [
      "db",
      "lib/core",
      "lib/env",
      "lib/timing",
      "drizzle-orm",
      "pg",
      "@neondatabase/serverless",
      "zod",
      "server-only",
      "node:",
    ],
  },
  { room: "components", files: /^components\//, may: ["components", "lib/core", "tailwind-merge", ...react, ...shown] },
  { room: "sign-in's route", files: /^app\/api\/auth\//, may: ["lib/auth", "lib/http", "lib/services", "next"] },
  {
    room: "app/api",
    files: /^app\/api\//,
    may: ["app/api", "lib/http", "lib/limits", "lib/core", "lib/services", "lib/env", "verbs", ...doors, "next", "zod"],
  },
  {
    room: "app",
    files: /^app\//,
    may: [
      "app",
      "components",
      "lib/core",
      "lib/http",
      "lib/services",
      "verbs",
      ...doors,
      ...react,
      "next",
      "geist",
    ].concat(["lib/auth/sign-in", "lib/auth/sign-out", "lib/auth/require-same-origin"]),
  },
  { room: "the emulator", files: /^e2e\/stripe\//, may: ["e2e/stripe", "ajv", "node:", "type stripe"] },
  { room: "benchmarks", files: /^e2e\/(bench|simulation)\//, may: ["*"] },
  { room: "e2e", files: /^e2e\//, may: ["e2e", "@playwright/test", "@axe-core/playwright", "pg", "node:"] },
  {
    // It answers what Next would answer with a bare 500, in the shape of every other refusal, and nothing else.
    room: "proxy",
    files: /^proxy\.ts$/,
    may: [
      "lib/core/errors",
      "lib/core/security-headers",
      "lib/http/problem",
      "lib/http/request-id",
      "lib/timing",
      "lib/env",
    ].concat(["lib/auth/cookie-prefix", "next"]),
  },
  {
    room: "root",
    files: /^[a-z.-]+\.ts$/,
    may: [
      "lib/env",
      "lib/log",
      "lib/core/security-headers",
      "lib/http/answer-early",
      "lib/confirm-database",
      "next",
    ].concat(["drizzle-kit", "vitest/config", "node:"]),
  },
];
/** Words that a file of a verb may begin with. */
export const acts =
  /^(accept|add|answer|approve|ask|begin|call|cancel|change|check|choose|claim|close|confirm|connect|consider|count|create|delete|disconnect|draft|end|export|find|get|hash|invalidate|invite|judge|leave|link|list|lock|mark|measure|open|process|prune|pursue|read|receive|record|refresh|release|remove|rename|replay|require|reset|resolve|retry|revoke|save|search|seed|send|set|settle|sign|start|stop|store|sum|sweep|sync|take|touch|transfer|update|verify|write)-/;
