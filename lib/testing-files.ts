import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Every file of the project, new ones included and ignored ones not, relative to its root. */
export const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "" && existsSync(path));

/** Code that people write; migrations are generated. */
export const code = files.filter((path) => /\.(tsx?|mjs|css)$/.test(path) && !path.startsWith("db/migrations/"));
export const typed = code.filter((path) => /\.tsx?$/.test(path));

const texts = new Map(code.map((path) => [path, readFileSync(path, "utf8")]));

export function textOf(path: string): string {
  return texts.get(path) ?? "";
}

export function lines(path: string): number {
  return textOf(path).split("\n").length - 1;
}

/** Tests, and what exists for tests only. */
export function isForTests(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /(^|\/)(testing(-[a-z]+)*|[a-z-]+-samples)\.ts$/.test(path);
}
