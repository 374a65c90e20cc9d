import { existsSync, globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const path = (relative: string) => new URL(relative, import.meta.url);
const css = readFileSync(path("./globals.css"), "utf8");
const sources = [...css.matchAll(/^@source "(.*)";$/gm)].map(([, folder = ""]) => folder);

describe("the folders that are read for class names", () => {
  // Whatever is read is watched. In all of the project there is the demo's database too, which never rests: each of
  // its writes made the development server load the open page anew.
  it("are named, instead of being all of the project", () => {
    expect(css).toContain('@import "tailwindcss" source(none);');
    expect(sources).toEqual(["./", "../components"]);
    for (const folder of sources) expect(existsSync(path(folder)), folder).toBe(true);
  });

  it("hold every file that gives an element its classes", () => {
    const files = globSync("{app,components,db,e2e,lib}/**/*.{ts,tsx}");
    const styled = files.filter((file) => /className=|classList/.test(readFileSync(file, "utf8")));
    expect(styled.length).toBeGreaterThan(50);
    expect(styled.filter((file) => !/^(app|components)\//.test(file))).toEqual([]);
  });
});
