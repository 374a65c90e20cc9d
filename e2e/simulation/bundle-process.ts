import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import type { Mutant } from "./mutants";

export type BundledProcess = { readonly path: string; remove(): Promise<void> };

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Makes one file of a program of this folder and all that it imports, as the product's own build does. A process that
 * is started from it is up much sooner than one from the sources, and tests start many.
 * With a mutant the product is one that has that mistake; throws when the text that it changes is not there any more.
 */
export async function bundleProcess(name: string, mutant?: Mutant): Promise<BundledProcess> {
  const folder = await mkdtemp(join(tmpdir(), "pennyproof-process-"));
  const path = join(folder, "process.mjs");
  const changed = new Set<string>();
  await build({
    entryPoints: [fileURLToPath(new URL(name, import.meta.url))],
    outfile: path,
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["react-server"],
    // The optional native half of `pg`, which is not installed.
    external: ["pg-native"],
    // Packages in the older format ask for their parts by name while they run.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    sourcemap: "inline",
    logLevel: "error",
    plugins: [sources(mutant, changed)],
  });
  const missed = mutant?.edits.filter(({ file }) => !changed.has(file)) ?? [];
  if (missed.length > 0) throw new Error(`The program has no ${missed.map(({ file }) => file).join(", ")}.`);
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The project's own files, which look for others beside themselves, and of which one may have been changed. */
function sources(mutant: Mutant | undefined, changed: Set<string>): Plugin {
  return {
    name: "sources",
    setup: ({ onLoad }) =>
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (path.includes("node_modules")) return undefined;
        const file = relative(root, path);
        let contents = await readFile(path, "utf8");
        for (const edit of mutant?.edits ?? []) {
          if (edit.file !== file) continue;
          if (contents.split(edit.find).length !== 2) throw new Error(`${file} does not say once: ${edit.find}`);
          contents = contents.replace(edit.find, () => edit.put);
          changed.add(file);
        }
        contents = contents.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href));
        return { contents, loader: "ts" };
      }),
  };
}
