import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { mutants } from "./mutants";

const root = fileURLToPath(new URL("../../", import.meta.url));

describe("the mutants", () => {
  it("have names of their own, and are enough", () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(18);
  });

  it.each(mutants)("$name changes what the product says once", ({ edits }) => {
    for (const { file, find, put } of edits) {
      expect(readFileSync(`${root}${file}`, "utf8").split(find)).toHaveLength(2);
      expect(put).not.toBe(find);
    }
  });
});
