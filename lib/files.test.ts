import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { code, files, isForTests, lines, textOf, typed } from "./testing-files";

const readersOfEnvironment =
  /^(lib\/env|db\/(migrate|doctor|testing|vitest-setup)|[a-z]+\.config|instrumentation)\.ts$|^e2e\/|\.test\.ts$|\.mjs$/;
const linesMax = 250;
const functionLinesMax = 70;
const testLinesPerLine = 0.8;

describe("files", () => {
  it("are short enough to be read at once", () => {
    expect(code.filter((path) => lines(path) > linesMax).map((path) => `${path}: ${lines(path)}`)).toEqual([]);
  });

  it("hold short functions, markup included, whose lines the linter does not count", () => {
    const shipped = code.filter((path) => /\.(tsx?|mjs)$/.test(path) && !/\.(test|spec)\.tsx?$/.test(path));
    const long = shipped.flatMap((path) =>
      functionsOf(path)
        .map((text) => ({ head: text.split("\n")[0], count: text.split("\n").filter((line) => line.trim()).length }))
        .filter(({ count }) => count > functionLinesMax)
        .map(({ head, count }) => `${path}: ${count} lines: ${head}`),
    );
    expect(long).toEqual([]);
  });

  it("read the environment in one place", () => {
    const strays = code.filter((path) => !readersOfEnvironment.test(path) && textOf(path).includes("process.env"));
    expect(strays).toEqual([]);
  });

  it("run on Node 20, unless they are for tests", () => {
    const later =
      /\bURL\.parse\(|\b(Map|Object)\.groupBy\(|\bPromise\.(withResolvers|try)\b|\bArray\.fromAsync\b|\bglobSync\b|\bimport\.meta\.(dirname|filename)\b|\bRegExp\.escape\b|\b(keys|values|entries)\(\)\.(map|filter|some|every|find|reduce|toArray|take|drop)\(/;
    const isShipped = (path: string) => !isForTests(path) && !path.endsWith(".spec.ts");
    expect(code.filter((path) => isShipped(path) && later.test(textOf(path)))).toEqual([]);
  });

  it("do not switch checks off", () => {
    const escapes =
      /@ts-(ignore|nocheck|expect-error)|eslint-disable|\bas any\b|: any\b|<any>|\b(it|test|describe)\.(skip|only|todo)\b/;
    const strays = typed.filter((path) => path !== "lib/files.test.ts" && escapes.test(textOf(path)));
    expect(strays).toEqual([]);
  });

  it("are tested by about as many lines as they have", () => {
    const inReach = code.filter((path) => /^(lib|db)\//.test(path));
    const sum = (paths: string[]) => paths.reduce((total, path) => total + lines(path), 0);
    const ratio = sum(inReach.filter(isForTests)) / sum(inReach.filter((path) => !isForTests(path)));
    console.log(`${ratio.toFixed(2)} lines of test for each line of lib and db`);
    expect(ratio).toBeGreaterThanOrEqual(testLinesPerLine);
  });
});

describe("documents", () => {
  it("name only paths that exist", () => {
    const pages = files.filter((path) => path.endsWith(".md"));
    const strays = pages.flatMap((page) => {
      const named = readFileSync(page, "utf8").matchAll(/`((?:app|components|lib|db|e2e|docs)\/[\w./[\]-]*)`/g);
      return [...named].flatMap(([, path = ""]) => (existsSync(path) ? [] : [`${page}: ${path}`]));
    });
    expect(strays).toEqual([]);
  });
});

describe("the lock file", () => {
  const lock: { packages: Record<string, { resolved?: string; optionalDependencies?: Record<string, string> }> } =
    JSON.parse(readFileSync("package-lock.json", "utf8"));

  it("names no registry", () => {
    expect(Object.values(lock.packages).filter(({ resolved }) => resolved?.startsWith("http"))).toEqual([]);
  });

  it("holds the optional packages of every platform, without which npm ci refuses it", () => {
    const missing = Object.entries(lock.packages).flatMap(([holder, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !lock.packages[`node_modules/${name}`] && !lock.packages[`${holder}/node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });
});

/** Those at the top of a file, which hold all others. The formatter ends each with a line of its own. */
function functionsOf(path: string): string[] {
  const found = textOf(path).matchAll(
    /^(?:export )?(?:default )?(?:(?:async )?function\b|const .*(?:=>|= (?:async )?\()).*[^};\n]\n[\s\S]*?(?:^[}\])]+;?$|(?=\n\n\S))/gm,
  );
  return [...found].map(([text]) => text);
}
